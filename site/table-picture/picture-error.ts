/** A picture that cannot be drawn from what its author wrote; it fails the build of the site. */
export class TablePictureError extends Error {
  constructor(picture: string, rule: string, remedy: string) {
    super(`<TablePicture name="${picture}">: ${rule} ${remedy}`);
    this.name = 'TablePictureError';
  }
}
