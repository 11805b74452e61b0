import { Global, Module } from '@nestjs/common';
import { UniteDeTravail } from './base/unite-de-travail.js';
import { SCALAIRES } from './graphql/scalaires.js';
import { Jetons } from './identite/jetons.js';
import { Lecture } from './lecture/lecture.js';

/** The technical floor that every context stands on. Global, because each of them needs all of it. */
@Global()
@Module({
  providers: [UniteDeTravail, Lecture, Jetons, ...SCALAIRES],
  exports: [UniteDeTravail, Lecture, Jetons],
})
export class SocleModule {}
