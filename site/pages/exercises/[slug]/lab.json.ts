import type { APIRoute } from 'astro';
import { exerciseBySlug, readCourse } from '../../../course.ts';
import { labDataOf } from '../../../lab/lab-data.ts';

export async function getStaticPaths() {
  return (await readCourse()).exercises.map(({ slug }) => ({ params: { slug } }));
}

export const GET: APIRoute = async ({ params }) =>
  Response.json(await labDataOf(await exerciseBySlug(params['slug'] ?? '')));
