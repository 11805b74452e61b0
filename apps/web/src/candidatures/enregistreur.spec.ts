import fc from 'fast-check';
import type { Issue } from '../commun/api.js';
import type { CandidatureLue } from './candidature.js';
import { Enregistreur, type Garde } from './enregistreur.js';
import { fusionner } from './fusion.js';
import { saisieDe, type Saisie } from './saisie.js';

const LUE = {
  id: 'c',
  version: 1,
  titre: '',
  resume: '',
  origineInitiative: null,
  nature: 'FONCTIONNEMENT',
  debut: null,
  fin: null,
  regimeAide: null,
  montantDemande: null,
  assiette: null,
  representantNom: null,
  representantQualite: null,
  cerAccepteLe: null,
  cerSignataire: null,
  exceptionParticipation: null,
  exceptionActe: null,
  territoires: [],
  partenaires: [],
  actions: [],
  budget: [],
  plan: [],
  aidesDeclarees: [],
} as unknown as CandidatureLue;
const MIDI = new Date('2026-11-26T11:00:00Z');

type Demande = Omit<Api.EnregistrerCandidatureInput, 'cle'>;

/** A server that keeps what it is sent, unless the test makes it answer otherwise. */
function essai(garde: Garde | null = null, lue = LUE) {
  const recues: Demande[] = [];
  const reponses: Issue<{ version: number }>[] = [];
  let gardee = garde;
  let relue = lue;
  const e = new Enregistreur(lue, garde, {
    async envoyer(demande) {
      recues.push(demande);
      return reponses.shift() ?? { sorte: 'fait', fait: { version: demande.version + 1 } };
    },
    relire: async () => relue,
    garder(nouvelle) {
      gardee = nouvelle;
      return true;
    },
    maintenant: () => MIDI,
  });
  return {
    e,
    recues,
    reponses,
    gardee: () => gardee,
    collegue: (changement: Partial<CandidatureLue>) => (relue = { ...lue, version: 7, ...changement }),
  };
}

const refus = (code: string, chemin: string | null): Issue<never> => ({
  sorte: 'refus',
  refus: { code, message: 'Non.', chemin, details: [] },
});

describe('L’enregistrement d’un formulaire', () => {
  it('envoie les seuls champs changés, et oublie la copie de l’appareil une fois acquittés', async () => {
    const { e, recues, gardee } = essai();
    e.modifier('titre', 'Un lieu');
    expect(gardee()?.saisie.titre).toBe('Un lieu');
    expect(await e.enregistrer()).toBe(2);
    expect(recues).toEqual([{ id: '', version: 1, titre: 'Un lieu' }]);
    expect(gardee()).toBeNull();
    expect(e.lire().etat).toEqual({ sorte: 'a-jour', le: MIDI });
    expect(await e.enregistrer()).toBe(2);
    expect(recues).toHaveLength(1);
  });

  it('garde tout sur l’appareil pendant une panne, puis l’envoie', async () => {
    const { e, recues, reponses, gardee } = essai();
    reponses.push({ sorte: 'panne', message: '', reference: null });
    e.modifier('titre', 'Un lieu');
    expect(await e.enregistrer()).toBeNull();
    expect(e.lire().etat).toEqual({ sorte: 'panne' });
    expect(gardee()?.saisie.titre).toBe('Un lieu');
    expect(await e.enregistrer()).toBe(2);
    expect(recues).toHaveLength(2);
    e.arreter();
  });

  it('remet à sa place ce que l’appareil avait gardé', () => {
    const base = saisieDe(LUE);
    const { e } = essai({ version: 1, base, saisie: { ...base, titre: 'Retrouvé' } });
    expect(e.lire()).toMatchObject({ retrouve: true, saisie: { titre: 'Retrouvé' }, conflits: [] });
  });

  it('envoie les lignes complètes, et garde ici celle qui n’a pas encore de montant', async () => {
    const { e, recues, gardee } = essai();
    const ligne = { type: 'SUBVENTION', nature: '', dispositif: '', assiette: '' } as const;
    const financeur = { id: 'f', nom: 'F', categorie: 'REGION' } as const;
    e.modifier('plan', [
      { ...ligne, financeur, montant: '12 500,5' },
      { ...ligne, financeur, montant: '' },
    ]);
    await e.enregistrer();
    expect(recues[0]?.plan).toEqual([
      { type: 'SUBVENTION', financeurId: 'f', nature: null, dispositif: '', assiette: null, montant: '1250050' },
    ]);
    expect(gardee()?.saisie.plan).toHaveLength(2);
    expect(gardee()?.base.plan).toHaveLength(1);
  });

  it('ne renvoie pas un champ refusé, et enregistre les autres', async () => {
    const { e, recues, reponses } = essai();
    reponses.push(refus('ENTREE_INVALIDE', 'titre'));
    e.modifier('titre', 'x');
    e.modifier('resume', 'y');
    expect(await e.enregistrer()).toBeNull();
    expect(recues[1]).toEqual({ id: '', version: 1, resume: 'y' });
    expect(e.lire().etat.sorte).toBe('refus');
    e.modifier('titre', 'z');
    expect(await e.enregistrer()).toBe(3);
    expect(recues[2]).toEqual({ id: '', version: 2, titre: 'z' });
  });

  it('prend ce qu’un collègue a écrit ailleurs, et demande à propos de ce que tous deux ont écrit', async () => {
    const { e, recues, reponses, collegue } = essai();
    collegue({ titre: 'Le sien', resume: 'Le sien' });
    reponses.push(refus('CONFLIT_VERSION', 'version'));
    e.modifier('titre', 'Le mien');
    expect(await e.enregistrer()).toBeNull();
    expect(e.lire()).toMatchObject({
      etat: { sorte: 'conflit' },
      conflits: ['titre'],
      recus: ['resume'],
      saisie: { titre: 'Le mien', resume: 'Le sien' },
    });
    e.resoudre('titre', 'miens');
    expect(await e.enregistrer()).toBe(8);
    expect(recues.at(-1)).toEqual({ id: '', version: 7, titre: 'Le mien' });
  });

  it('ne perd jamais ce que j’ai écrit, quoi qu’écrive un collègue', () => {
    const texte = fc.constantFrom('', 'a', 'b');
    const saisie = fc
      .record({ titre: texte, resume: texte, fin: texte })
      .map((s): Saisie => ({ ...saisieDe(LUE), ...s }));
    fc.assert(
      fc.property(saisie, saisie, saisie, (base, miennes, leurs) => {
        const { saisie: reunie, conflits, recus } = fusionner(base, miennes, leurs);
        for (const champ of ['titre', 'resume', 'fin'] as const) {
          const [b, m, l, r] = [base[champ], miennes[champ], leurs[champ], reunie[champ]];
          if (m !== b) expect(r).toBe(m);
          else expect(r).toBe(l);
          expect(conflits.includes(champ)).toBe(m !== b && l !== b && m !== l);
          expect(recus.includes(champ)).toBe(m === b && l !== b);
        }
      }),
    );
  });
});
