import { createPublicKey, verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  aSigner,
  estAuthentique,
  jugerConvention,
  lireSceau,
  RIEN_PRESENTE,
  type EtatConvention,
  type FaitsVerification,
  type SceauConvention,
  type VerdictConvention,
} from '@tdt/domaine';
import { DataSource } from 'typeorm';

/** What somebody presents; null: not presented. */
export interface PiecesPresentees {
  numero: string | null;
  /** SHA-256 of the file, in hexadecimal. */
  empreinte: string | null;
  /** SHA-256 of the data embedded in the file. */
  empreinteDonnees: string | null;
  /** Address of a QR code, or the seal alone. */
  sceau: string | null;
}

/** One party signed with a pen; its paper reached the platform then. */
export interface SignatureManuscrite {
  partie: string;
  recueLe: Date;
}

export interface Verification {
  verdict: VerdictConvention;
  /** Told to whoever holds the document itself, its seal or its data; to nobody who only knows its number. */
  signaturesManuscrites: SignatureManuscrite[];
}

interface Enregistree {
  id: string;
  numero: string;
  etat: EtatConvention;
  suivie: boolean;
}

interface SceauJuge {
  sceau: FaitsVerification['sceau'];
  contenu: SceauConvention | null;
}

const CHAMPS = `c.id, c.numero, c.etat, exists (select 1 from convention s where s.numero = c.numero
  and s.version > c.version and s.figee_le is not null) as suivie`;

/**
 * Judges the convention that somebody holds. Anybody may ask: of the register, nothing is told but one word and, to whoever
 * holds the document, which parties signed it with a pen.
 */
@Injectable()
export class VerificationService {
  constructor(private readonly source: DataSource) {}

  async verifier(pieces: PiecesPresentees): Promise<Verification> {
    const juge = await this.jugerSceau(pieces.sceau);
    const { empreinte, empreinteDonnees, numero } = pieces;
    const { contenu } = juge;
    const fichier =
      empreinte && (await this.trouver('decode($1, $2) in (c.pdf_empreinte, c.scelle_empreinte)', empreinte));
    const scellee =
      contenu && (await this.trouver('substring(c.empreinte from 1 for 16) = decode($1, $2)', contenu.empreinte));
    const jointe = empreinteDonnees && (await this.trouver('c.empreinte = decode($1, $2)', empreinteDonnees));
    const designees = [fichier, scellee, jointe].filter((trouvee) => trouvee !== null && trouvee !== '');
    const nommee = designees[0] ?? (numero === null ? null : await this.dernierePour(numero));
    const numeros = [numero, contenu?.numero ?? null].filter((lu) => lu !== null);
    const accord =
      new Set(designees.map(({ id }) => id)).size <= 1 &&
      numeros.every((lu) => (designees[0]?.numero ?? numeros[0]) === lu) &&
      (contenu === null || empreinteDonnees === null || empreinteDonnees.startsWith(contenu.empreinte));
    const verdict = jugerConvention({
      ...RIEN_PRESENTE,
      sceau: juge.sceau,
      accord,
      fichier: empreinte === null ? null : fichier ? 'ENREGISTRE' : 'AUTRE',
      etat: nommee?.etat ?? null,
      suivie: nommee?.suivie ?? false,
    });
    const tenue = estAuthentique(verdict) ? designees[0] : undefined;
    return { verdict, signaturesManuscrites: tenue ? await this.manuscrites(tenue.id) : [] };
  }

  private manuscrites(id: string): Promise<SignatureManuscrite[]> {
    return this.source.query<SignatureManuscrite[]>(
      `select o.nom as partie, s.faite_le as "recueLe" from signature s join organisme o on o.id = s.organisme_id
        where s.convention_id = $1 and s.mode = 'MANUSCRITE' order by s.rang`,
      [id],
    );
  }

  /** The frozen convention that has this hash. */
  private async trouver(predicat: string, empreinte: string): Promise<Enregistree | null> {
    const [trouvee] = await this.source.query<Enregistree[]>(
      `select ${CHAMPS} from convention c where ${predicat} and c.figee_le is not null order by c.version desc limit 1`,
      [empreinte, 'hex'],
    );
    return trouvee ?? null;
  }

  /** The last version of a number that stands, an avenant once all have signed it: so means whoever types a number. */
  private async dernierePour(numero: string): Promise<Enregistree | null> {
    const [trouvee] = await this.source.query<Enregistree[]>(
      `select ${CHAMPS} from convention c where c.numero = $1 and c.figee_le is not null
         order by (c.avenant_de_id is null or c.signee_le is not null) desc, c.version desc limit 1`,
      [numero],
    );
    return trouvee ?? null;
  }

  private async jugerSceau(texte: string | null): Promise<SceauJuge> {
    if (texte === null) return { sceau: null, contenu: null };
    const lu = lireSceau(texte);
    if (!lu.ok) return { sceau: 'FAUX', contenu: null };
    const { signature, charge, sceau } = lu.fait;
    const [cle] = await this.source.query<{ publique: Buffer }[]>(
      'select publique from scellement_cle where kid = $1',
      [sceau.kid],
    );
    if (!cle) return { sceau: 'CLE_INCONNUE', contenu: null };
    const publique = createPublicKey({ key: cle.publique, format: 'der', type: 'spki' });
    const authentique = verify(null, aSigner(charge), publique, signature);
    return authentique ? { sceau: 'AUTHENTIQUE', contenu: sceau } : { sceau: 'FAUX', contenu: null };
  }
}
