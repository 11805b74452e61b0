import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Jour } from '@tdt/domaine';
import { enumeration } from '../graphql/enumeration.js';
import { InstantScalaire, JourScalaire } from '../graphql/scalaires.js';
import { CAUSES_SCELLEMENT, type CauseScellement } from './sceau.js';

const CauseScellementEnum = enumeration('CauseScellement', 'Ce qui a fait poser un sceau.', CAUSES_SCELLEMENT);

/** A seal as everybody may see it: everything that its hash and its signature cover, and nothing of what it seals. */
@ObjectType('SceauJournal', {
  description:
    'Un sceau du journal : il atteste toutes les lignes antérieures, sans en montrer aucune. Les empreintes sont en hexadécimal.',
})
export class SceauType {
  @Field(() => String, { description: 'Numéro du sceau, entier, à partir de 1.' }) rang!: string;
  @Field(() => CauseScellementEnum, { description: 'Ce qui l’a fait poser.' }) cause!: CauseScellement;
  @Field(() => ID, { nullable: true, description: 'La séance ou la convention dont l’acte l’a fait poser.' })
  objet!: string | null;
  @Field(() => JourScalaire, { description: 'Jour du sceau, à Paris.' }) jour!: Jour;
  @Field(() => InstantScalaire, { description: 'Toute ligne datée d’avant cet instant est sous le sceau.' })
  arreteLe!: Date;
  @Field(() => InstantScalaire, { description: 'Instant du sceau.' }) scelleLe!: Date;
  @Field(() => String, { description: 'Nombre de chaînes du journal, entier.' }) chaines!: string;
  @Field(() => String, { description: 'Nombre de lignes du journal, entier.' }) lignes!: string;
  @Field(() => String, { description: 'Racine de Merkle (RFC 6962) des têtes de toutes les chaînes.' }) racine!: string;
  @Field(() => String, { description: 'Empreinte du sceau précédent ; vide pour le premier.' }) prec!: string;
  @Field(() => String, { description: 'Empreinte SHA-256 du sceau : c’est elle qu’un témoin garde.' })
  empreinte!: string;
  @Field(() => String, { description: 'Nom de la clé qui a signé.' }) cle!: string;
  @Field(() => String, { description: 'Signature Ed25519 de l’empreinte.' }) signature!: string;
  @Field(() => String, { nullable: true, description: 'Autorité qui a horodaté ce sceau (RFC 3161).' })
  autorite!: string | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Instant où l’horodatage a été obtenu.' })
  horodateLe!: Date | null;
}
