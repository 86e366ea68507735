import ContentLink from './ContentLink.astro';
import ContentTable from './ContentTable.astro';
import ExerciseFile from './ExerciseFile.astro';
import Fact from './Fact.astro';
import Replay from '../replay/Replay.astro';
import TryIt from '../playground/TryIt.astro';
import TablePicture from '../table-picture/TablePicture.astro';

/** What MDX texts use without import lines, and what stands in for plain Markdown links and tables. */
export const mdxComponents = {
  a: ContentLink,
  table: ContentTable,
  ExerciseFile,
  Fact,
  Replay,
  TablePicture,
  TryIt,
};
