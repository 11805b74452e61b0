import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  couvre,
  DEFINITIONS_PROFILS,
  ecrireEntete,
  ecrireLigne,
  enRetardDePublication,
  jourDeParis,
  lignesEssentielles,
  portee,
  PROFILS_DONNEES,
  type ProfilDonnees,
} from '@tdt/domaine';
import type { Agent } from '@tdt/socle';
import { ConventionsPubliees } from './conventions-publiees.js';
import type { AttribuantPublieType, RetardDonneesEssentiellesType } from './donnees-essentielles.type.js';
import { inventorier, type Inventaire } from './inventaire.js';

/** Raised when the same data are written otherwise: whoever has kept a file must then take it again. */
const VERSION_ECRITURE = 1;

/** A file as it will be sent: piece by piece, under a tag that changes when its content does. */
export interface FichierOuvert {
  nom: string;
  etag: string;
  morceaux: AsyncIterable<string>;
}

/** Where the file of an attribuant is downloaded. */
export const adresseFichier = (siret: string, profil: ProfilDonnees): string =>
  `/donnees-ouvertes/${siret}/${DEFINITIONS_PROFILS[profil].fichier}.csv`;

/**
 * The essential data of signed conventions (R43): a line is public as soon as the last signature is there. What stops one
 * is a value that the frozen data lack, which only the staff is told.
 */
@Injectable()
export class DonneesEssentiellesService {
  private memoire: { empreinte: string; inventaire: Inventaire } | null = null;

  constructor(private readonly conventions: ConventionsPubliees) {}

  /** Who publishes, with the files that have lines. Open to all. */
  async attribuants(): Promise<AttribuantPublieType[]> {
    const { attribuants } = (await this.lire()).inventaire;
    return attribuants.map(({ lignes, ...attribuant }) => ({
      ...attribuant,
      fichiers: PROFILS_DONNEES.filter((profil) => lignes[profil] > 0).map((profil) => ({
        profil,
        adresse: adresseFichier(attribuant.siret, profil),
        lignes: lignes[profil],
      })),
    }));
  }

  /** The file of an attribuant; null for whoever has none. Open to all. */
  async fichier(siret: string, profil: ProfilDonnees): Promise<FichierOuvert | null> {
    const { attribuants } = (await this.lire()).inventaire;
    if (!attribuants.some((a) => a.siret === siret && a.lignes[profil] > 0)) return null;
    const { ids, empreinte } = await this.conventions.sources(siret);
    const etag = createHash('sha256').update(`${VERSION_ECRITURE} ${profil} ${siret} ${empreinte}`).digest('base64url');
    const nom = `donnees-essentielles-${siret}-${DEFINITIONS_PROFILS[profil].fichier}.csv`;
    return { nom, etag: `"${etag}"`, morceaux: this.ecrire(siret, profil, ids) };
  }

  private async *ecrire(siret: string, profil: ProfilDonnees, ids: readonly string[]): AsyncGenerator<string> {
    yield ecrireEntete(profil);
    for await (const convention of this.conventions.lire(ids)) {
      const siennes = lignesEssentielles(convention).filter((ligne) => ligne.idAttribuant === siret);
      const texte = siennes.map((ligne) => ecrireLigne(profil, ligne)).join('');
      if (texte !== '') yield texte;
    }
  }

  /**
   * Lines that should be public by now, or within so many days, and cannot: of the conventions that the agent follows, none
   * for whoever follows none.
   */
  async enRetard(agent: Agent, jours: number): Promise<RetardDonneesEssentiellesType[]> {
    const raisons = portee(agent, 'suivreDonneesEssentielles');
    if (raisons.length === 0) return [];
    const { inventaire, instant } = await this.lire();
    const aujourdhui = jourDeParis(instant);
    const suivies = inventaire.incompletes.filter(
      ({ convention, signeeLe }) =>
        enRetardDePublication(signeeLe, aujourdhui, jours) && raisons.some((raison) => couvre(raison, convention)),
    );
    const retards = suivies.map(({ convention, manques, ...ligne }) => ({
      ...ligne,
      conventionId: convention.id,
      numero: convention.numero,
      enRetard: enRetardDePublication(ligne.signeeLe, aujourdhui),
      manques: manques.map(({ colonne, message }) => ({ code: 'INCOMPLET' as const, chemin: colonne ?? '', message })),
    }));
    return retards.sort((a, b) => (a.echeance < b.echeance ? -1 : Number(a.echeance > b.echeance)));
  }

  /** Frozen data give the same inventory as long as the same conventions are public: it is made again when they change. */
  private async lire(): Promise<{ inventaire: Inventaire; instant: Date }> {
    const { ids, empreinte, instant } = await this.conventions.sources();
    if (this.memoire?.empreinte !== empreinte) {
      this.memoire = { empreinte, inventaire: await inventorier(this.conventions.lire(ids)) };
    }
    return { inventaire: this.memoire.inventaire, instant };
  }
}
