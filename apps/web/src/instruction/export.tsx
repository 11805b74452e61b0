import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_CANDIDATURE, jourDeParis } from '@tdt/domaine';
import { useState } from 'react';
import { clientGraphql } from '../commun/api.js';
import { ecrireCsv, telecharger, type Cellule } from '../commun/csv.js';
import { variablesDe, type FiltreTableau } from './filtre.js';
import { TABLEAU, type LigneTableau } from './instruction.js';

const ENTETES = [
  'Numéro',
  'Titre',
  'Porteur',
  'Appel',
  'État',
  'Déposé le',
  'Montant demandé (€)',
  'Note sur 100',
  'Avis',
  'Territoires',
];

const texte = (valeur: string | null): Cellule => ({ sorte: 'texte', valeur });

function cellules(l: LigneTableau): Cellule[] {
  const avis = l.avisFavorable === null ? null : l.avisFavorable ? 'favorable' : 'défavorable';
  return [
    texte(l.numero),
    texte(l.titre),
    texte(l.porteur.nom),
    texte(l.appel.titre),
    texte(CYCLE_CANDIDATURE.etats[l.etat]),
    { sorte: 'jour', valeur: l.deposeLe && jourDeParis(new Date(l.deposeLe)) },
    { sorte: 'montant', valeur: l.montantDemande },
    { sorte: 'nombre', valeur: l.score },
    texte(avis),
    texte(l.territoires.map((t) => t.nom).join(', ')),
  ];
}

/** Every row of the board, page after page, under its filters and in its order. */
async function toutLire(filtre: FiltreTableau, moi: string, surPage: (lus: number) => void): Promise<LigneTableau[]> {
  const lignes: LigneTableau[] = [];
  let after: string | null = null;
  do {
    const lu = await clientGraphql.query(TABLEAU, { after, ...variablesDe(filtre, moi) }).toPromise();
    if (!lu.data) throw new Error('liste hors d’atteinte');
    const {
      edges,
      pageInfo,
    }: { edges: { node: LigneTableau }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } =
      lu.data.candidatures;
    lignes.push(...edges.map((e) => e.node));
    surPage(lignes.length);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  return lignes;
}

/** The board as one sees it, for a spreadsheet. */
export function Export({ filtre, moi }: { filtre: FiltreTableau; moi: string }) {
  const [message, setMessage] = useState('');
  const exporter = async () => {
    try {
      const lignes = await toutLire(filtre, moi, (lus) => setMessage(`${lus} dossiers lus…`));
      telecharger(`dossiers-${jourDeParis(new Date())}.csv`, ecrireCsv(ENTETES, lignes.map(cellules)));
      setMessage(`${lignes.length} dossiers exportés.`);
    } catch {
      setMessage('L’export n’a pas abouti : vérifiez votre connexion, puis recommencez.');
    }
  };
  return (
    <div className="tdt-dialogue-actions">
      <Button priority="tertiary" iconId="fr-icon-download-line" onClick={() => void exporter()}>
        Exporter ces dossiers (CSV)
      </Button>
      <p role="status" className="fr-hint-text fr-mb-0">
        {message}
      </p>
    </div>
  );
}
