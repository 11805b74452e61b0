import fc from 'fast-check';
import { donneesE1 } from '../../essais/convention.js';
import { CYCLE_CANDIDATURE, type EtatCandidature } from '../candidature/index.js';
import { articlesApplicables } from './articles.js';
import { CYCLE_CONVENTION, type EtatConvention } from './cycles.js';
import { donneesEnJson } from './json.js';
import { lireDonneesConvention } from './lire-donnees.js';
import {
  BORNES_PARTIES_LIBRES,
  paragraphes,
  partiesLibresImprimees,
  redigerPartiesLibres,
  type DemandePartiesLibres,
  type PartiesLibresRedigees,
} from './parties-libres.js';

const CLAUSE = { titre: 'Logo', texte: 'Le logo est affiché.' };
const demande = (changement: Partial<DemandePartiesLibres> = {}): DemandePartiesLibres => ({
  candidature: 'RETENU',
  convention: null,
  version: 2,
  lue: 2,
  redigees: { objet: '', clauses: [CLAUSE], sansLogo: [] },
  ...changement,
});
const avec = (redigees: Partial<PartiesLibresRedigees>) =>
  redigerPartiesLibres(demande({ redigees: { objet: '', clauses: [], sansLogo: [], ...redigees } }));

describe('redigerPartiesLibres', () => {
  test('garde les textes sans les blancs qui les entourent', () => {
    expect(avec({ objet: ' Animer le réseau.\n', clauses: [{ titre: ' Logo ', texte: ' Affiché.\n' }] })).toEqual({
      ok: true,
      fait: { objet: 'Animer le réseau.', clauses: [{ titre: 'Logo', texte: 'Affiché.' }], sansLogo: [] },
    });
  });

  test('garde une fois chaque organisme dont le logo est écarté, dans un ordre qui ne dépend pas de la saisie', () => {
    expect(avec({ sansLogo: ['b', 'a', 'b'] })).toMatchObject({ fait: { sansLogo: ['a', 'b'] } });
  });

  test('seulement tant que la convention peut être générée, ou l’être de nouveau', () => {
    const dossiers = (Object.keys(CYCLE_CANDIDATURE.etats) as EtatCandidature[]).filter(
      (candidature) => redigerPartiesLibres(demande({ candidature })).ok,
    );
    expect(dossiers).toEqual(['RETENU']);
    const conventions = (Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[]).filter(
      (convention) => redigerPartiesLibres(demande({ convention })).ok,
    );
    expect(conventions).toEqual(['PROJET', 'RELUE']);
  });

  test('les refus, dans leur ordre', () => {
    const fautive = { lue: 1, redigees: { objet: '', clauses: [{ titre: '', texte: '' }], sansLogo: [] } };
    const enSignature = { ...fautive, convention: 'EN_SIGNATURE' } as const;
    const refus = [{ ...enSignature, candidature: 'CONVENTIONNE' } as const, enSignature, fautive].map((d) => {
      const decision = redigerPartiesLibres(demande(d));
      return decision.ok || `${decision.refus.code} ${decision.refus.chemin ?? ''}`;
    });
    expect(refus).toEqual(['ETAT_INVALIDE etat', 'ETAT_INVALIDE candidatureId', 'CONFLIT_VERSION version']);
  });

  const { objet, clauses, titre, texte } = BORNES_PARTIES_LIBRES;
  const dix = Array.from({ length: clauses }, () => CLAUSE);
  test.each<[string, Partial<PartiesLibresRedigees>, string[]]>([
    ['rien du tout', {}, []],
    ['trois paragraphes, une ligne vide', { objet: 'a\n\nb\r\nc' }, []],
    ['quatre paragraphes', { objet: 'a\nb\nc\nd' }, ['objet']],
    ['un objet aussi long que permis', { objet: 'x'.repeat(objet) }, []],
    ['un objet trop long', { objet: 'x'.repeat(objet + 1) }, ['objet']],
    ['dix clauses', { clauses: dix }, []],
    ['onze clauses', { clauses: [...dix, CLAUSE] }, ['clauses']],
    [
      'un titre et un texte aussi longs que permis',
      { clauses: [{ titre: 'x'.repeat(titre), texte: 'x'.repeat(texte) }] },
      [],
    ],
    [
      'un titre et un texte trop longs',
      { clauses: [CLAUSE, { titre: 'x'.repeat(titre + 1), texte: 'x'.repeat(texte + 1) }] },
      ['clauses[1].titre', 'clauses[1].texte'],
    ],
    ['une clause blanche', { clauses: [{ titre: ' ', texte: '\n' }] }, ['clauses[0].titre', 'clauses[0].texte']],
    ['un titre sur deux lignes', { clauses: [{ titre: 'a\nb', texte: 'c' }] }, ['clauses[0].titre']],
  ])('%s', (_cas, redigees, chemins) => {
    const decision = avec(redigees);
    const details = decision.ok ? [] : (decision.refus.details ?? []);
    expect(details.map((d) => d.chemin)).toEqual(chemins);
    expect(decision.ok ? [] : [decision.refus.code, decision.refus.chemin]).toEqual(
      chemins.length === 0 ? [] : ['ENTREE_INVALIDE', chemins[0]],
    );
  });
});

describe('ce que la convention en imprime', () => {
  test('rien d’écrit, rien dans les données : leur texte est celui d’avant', () => {
    const imprimees = partiesLibresImprimees({ objet: ' ', clauses: [] });
    expect(imprimees).toBeUndefined();
    expect(donneesEnJson({ ...donneesE1(), partiesLibres: imprimees })).toBe(donneesEnJson(donneesE1()));
  });

  test('un article de plus, le dernier, sans changer le numéro des autres', () => {
    const sans = articlesApplicables(donneesE1());
    const libre = (clauses: PartiesLibresRedigees['clauses']) =>
      articlesApplicables({ ...donneesE1(), partiesLibres: partiesLibresImprimees({ objet: 'a', clauses }) });
    expect(libre([])).toEqual(sans);
    expect(libre([CLAUSE])).toEqual([
      ...sans,
      { numero: 23, code: 'PARTICULIERES', titre: 'Clauses particulières', raison: expect.any(String), clauses: [] },
    ]);
  });

  test('relues des données figées, elles sont ce qui a été écrit ; chaque ligne qui dit quelque chose fait un paragraphe', () => {
    const ligne = fc.string({ unit: fc.constantFrom(...'a0 é.') });
    const texte = fc.array(ligne, { maxLength: 6 }).map((lignes) => lignes.join('\n'));
    fc.assert(
      fc.property(texte, fc.array(fc.record({ titre: ligne, texte }), { maxLength: 3 }), (objet, clauses) => {
        const partiesLibres = partiesLibresImprimees({ objet, clauses });
        const relues = lireDonneesConvention(donneesEnJson({ ...donneesE1(), partiesLibres })).partiesLibres;
        expect(relues).toEqual(partiesLibres);
        expect(paragraphes(objet)).toEqual(objet.split('\n').flatMap((l) => l.trim() || []));
        expect(relues?.clauses.map((c) => c.texte) ?? []).toEqual(clauses.map((c) => paragraphes(c.texte)));
      }),
    );
  });
});
