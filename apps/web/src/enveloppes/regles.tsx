import { CLASSES_PAR_DEFAUT, concerneFinanceur, ecrireEuros, ecrireTaux, LIBELLES_CATEGORIE } from '@tdt/domaine';
import { classesDe, regleDe, type AppelAvecRegles } from './regle.js';

type RegleLue = AppelAvecRegles['reglesFinancement'][number];

const BASES: Record<Api.BaseRegle, string> = {
  DEPENSE_SUBVENTIONNABLE: 'de la dépense subventionnable',
  COUT_TOTAL: 'du coût total',
  FINANCEMENT_PUBLIC: 'des financements publics',
};

/** What a financing rule allows, in one plain sentence. */
export function phraseDeBorne({ type, tauxBp, base, montant }: RegleLue): string {
  const taux = ecrireTaux(tauxBp ?? 0);
  const euros = ecrireEuros(BigInt(montant ?? '0'));
  switch (type) {
    case 'TAUX_MAX':
      return `Au plus ${taux} ${BASES[base ?? 'DEPENSE_SUBVENTIONNABLE']}`;
    case 'MONTANT_MAX':
      return `Au plus ${euros} par projet`;
    case 'MONTANT_MIN':
      return `Rien, ou au moins ${euros}`;
    case 'PARTICIPATION_MIN_MAITRE_OUVRAGE':
      return `Le maître d’ouvrage public apporte au moins ${taux} des financements publics`;
  }
}

/** Whom a rule bounds: all the funders, a class of them, or one kind. */
export function quiEstBorne({ portee, classe, financeur, categorie }: RegleLue, appel: AppelAvecRegles): string {
  if (portee === 'APPEL') return 'Tous les financeurs ensemble';
  if (portee === 'CLASSE')
    return [...appel.classesFinanceurs, ...CLASSES_PAR_DEFAUT].find((c) => c.code === classe)?.libelle ?? classe ?? '';
  return financeur?.nom ?? (categorie ? `Chaque ${LIBELLES_CATEGORIE[categorie].toLowerCase()}` : '');
}

/** The rules that bound what this funder may bring to a project of the call. */
export function ReglesDuFinanceur({
  appel,
  financeur,
}: {
  appel: AppelAvecRegles;
  financeur: { id: string; categorie: Api.CategorieOrganisme };
}) {
  const classes = classesDe(appel);
  const siennes = appel.reglesFinancement.filter((r) => concerneFinanceur(regleDe(r), financeur, classes));
  if (siennes.length === 0) {
    return <p>Aucune règle de l’appel ne borne vos parts : seuls le coût du projet et votre enveloppe les limitent.</p>;
  }
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Règles de l’appel qui bornent vos parts</caption>
      <thead>
        <tr>
          <th scope="col">Règle</th>
          <th scope="col">Qui elle borne</th>
          <th scope="col">Texte</th>
        </tr>
      </thead>
      <tbody>
        {siennes.map((r) => (
          <tr key={r.id}>
            <th scope="row">{phraseDeBorne(r)}</th>
            <td data-etiquette="Pour">{quiEstBorne(r, appel)}</td>
            <td data-etiquette="Texte">{r.sourceJuridique}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
