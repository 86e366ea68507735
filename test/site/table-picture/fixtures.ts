/** A small table with three kinds of item, written down in no particular order. */
export const harbour = [
  { pk: 'W#7', sk: 'M#bo', type: 'Member', name: 'Bo', mail: 'bo@example.org' },
  { pk: 'W#7', sk: '#META', type: 'Workspace', name: 'Harbour' },
  { pk: 'W#7', sk: 'M#ada', type: 'Member', name: 'Ada', mail: 'ada@example.org' },
  { pk: 'W#7', sk: 'I#kit', type: 'Invitation' },
  { pk: 'W#8', sk: '#META', type: 'Workspace', name: 'Pier' },
];

export const byPkAndSk = { pk: 'pk', sk: 'sk' };
