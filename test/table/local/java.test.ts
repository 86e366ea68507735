import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findJava } from '../../../packages/table/src/local/java.ts';
import { homeOf, temporaryFolder, writeJava, writeJavaOfVersion } from './fake-java.ts';

describe('finding Java', { timeout: 30_000 }, () => {
  it('takes the first on PATH', async () => {
    const java = writeJavaOfVersion('17.0.15');
    const env = { PATH: [temporaryFolder(), java.folder, writeJavaOfVersion('21').folder].join(delimiter) };
    expect(await findJava(env)).toBe(java.path);
  });

  it('prefers JAVA_HOME', async () => {
    const home = homeOf(writeJavaOfVersion('21.0.4').folder);
    const env = { JAVA_HOME: home, PATH: writeJavaOfVersion('17.0.15').folder };
    expect(await findJava(env)).toBe(`${home}/bin/java`);
  });

  it('passes over a JAVA_HOME that is too old or has no Java', async () => {
    const java = writeJavaOfVersion('26-ea');
    const old = homeOf(writeJavaOfVersion('11.0.2').folder);
    expect(await findJava({ JAVA_HOME: old, PATH: java.folder })).toBe(java.path);
    expect(await findJava({ JAVA_HOME: temporaryFolder(), PATH: java.folder })).toBe(java.path);
  });

  it('reads the version behind what other settings make Java say first', async () => {
    const java = writeJava(
      `console.error('Picked up JAVA_TOOL_OPTIONS: -Xss1m\\nopenjdk version "21.0.1"');`,
    );
    expect(await findJava({ PATH: java.folder })).toBe(java.path);
  });
});

describe('a machine without Java', { timeout: 30_000 }, () => {
  it('is told what is missing, where it was looked for, and what to do', async () => {
    await expect(findJava({ PATH: temporaryFolder() })).rejects.toMatchObject({
      name: 'TableError',
      code: 'table.no-java',
      message: expect.stringMatching(
        /needs a Java runtime, version 17 or newer\. None was found \(JAVA_HOME is not set; .*PATH\)\. Install one .*apt install.*brew.*winget/,
      ),
    });
    await expect(findJava({ JAVA_HOME: '/nowhere' })).rejects.toThrow('JAVA_HOME is /nowhere');
  });

  it('is told what a program named java says that is none', async () => {
    const stub = writeJava(
      `console.error('Unable to locate a Java Runtime.\\nVisit a page.'); process.exit(1);`,
    );
    await expect(findJava({ PATH: stub.folder })).rejects.toMatchObject({
      code: 'table.no-java',
      message: expect.stringContaining(
        `${stub.path} does not tell its version: "Unable to locate a Java Runtime.".`,
      ),
    });
  });

  it('does not wait for one that says nothing', async () => {
    const stub = writeJava('setInterval(() => {}, 1000);');
    await expect(findJava({ PATH: stub.folder }, 200)).rejects.toMatchObject({ code: 'table.no-java' });
  });
});

describe('a Java that is too old', { timeout: 30_000 }, () => {
  it.each([
    ['16.0.2', 'Java 16'],
    ['1.8.0_301', 'Java 8'],
  ])('is refused by its version %s', async (version, found) => {
    const { folder, path } = writeJavaOfVersion(version);
    await expect(findJava({ PATH: folder })).rejects.toMatchObject({
      code: 'table.old-java',
      message: expect.stringContaining(`Found only ${found} at ${path}, from PATH. Install one`),
    });
  });

  it('is named with every other that is too old', async () => {
    const home = homeOf(writeJavaOfVersion('11').folder);
    const env = { JAVA_HOME: home, PATH: writeJavaOfVersion('1.8.0').folder };
    await expect(findJava(env)).rejects.toThrow(/Java 11 at .* from JAVA_HOME; Java 8 at .* from PATH/);
  });
});
