/** What an answer must never say: paths, stacks, SQL, names of tables, columns, constraints, packages and files. */
export const INTERNE: readonly RegExp[] = [
  /\bat .+:\d+:\d+/,
  /node_modules|node:|\.(ts|js|mjs|sql)\b|\/(usr|home|root|tmp|var)\/|file:/,
  /\b(select|insert into|update|delete from|where|relation|violates|syntax error|null value)\b/i,
  /\b[a-z]+(_[a-z]+)+\b/,
  /postgres|typeorm|nestjs|apollo|graphql-armor|class-validator|multer|express|pdfkit/i,
];

/** The first pattern that this text shows, if any. */
export function fuite(texte: string): string | undefined {
  return INTERNE.find((motif) => motif.test(texte))?.source;
}
