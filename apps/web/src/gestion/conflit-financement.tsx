import { Button } from '@codegouvfr/react-dsfr/Button';
import { phraseDeBorne, quiEstBorne } from '../enveloppes/regles.js';
import { Version } from './conflit.js';
import { reglesLues, type FinancementSaisi } from './financement.js';

/** Classes of its own, then each rule as everybody would read it. */
function raconter(saisi: FinancementSaisi): string[] {
  const lues = reglesLues(saisi);
  return [
    ...lues.classesFinanceurs.map((c) => `Classe « ${c.libelle || 'sans nom'} »`),
    ...lues.reglesFinancement.map(
      (r) => `${r.libelle || 'Règle sans nom'}. ${quiEstBorne(r, lues)} : ${phraseDeBorne(r)}.`,
    ),
  ];
}

interface Props {
  saisi: FinancementSaisi;
  leur: FinancementSaisi;
  surMiennes: () => void;
  surSiennes: () => void;
}

/** A colleague has defined other rules meanwhile: rules hold together, so the whole of the one or of the other is taken. */
export function ConflitFinancement({ saisi, leur, surMiennes, surSiennes }: Props) {
  return (
    <section aria-labelledby="conflit">
      <h2 id="conflit">Un collègue a défini d’autres règles pendant que vous écriviez les vôtres</h2>
      <p>Rien n’est perdu, et rien n’est remplacé : comparez-les, puis choisissez celles dont vous repartez.</p>
      <div className="fr-grid-row fr-grid-row--gutters fr-mb-2w">
        <Version qui="Vos règles, pas encore enregistrées" lignes={raconter(saisi)} />
        <Version qui="Les règles en vigueur, de votre collègue" lignes={raconter(leur)} />
      </div>
      <div className="tdt-dialogue-actions">
        <Button onClick={surMiennes}>Repartir des miennes</Button>
        <Button priority="secondary" onClick={surSiennes}>
          Abandonner les miennes
        </Button>
      </div>
      <p className="fr-hint-text fr-mt-1w">
        En repartant des vôtres, vous pourrez encore les compléter : elles remplaceront celles de votre collègue quand
        vous les enregistrerez.
      </p>
    </section>
  );
}
