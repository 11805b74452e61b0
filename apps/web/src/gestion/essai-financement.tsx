import { CATEGORIES_ORGANISME, LIBELLES_CATEGORIE, lireEuros, type CategorieOrganisme } from '@tdt/domaine';
import { useState } from 'react';
import { ChampChoix, ChampMontant } from '../commun/champs.js';
import { Plafonds } from '../financements/plafonds.js';
import { manquesFinancement, reglesLues, type FinancementSaisi } from './financement.js';

const CATEGORIES = CATEGORIES_ORGANISME.map((valeur) => ({ valeur, texte: LIBELLES_CATEGORIE[valeur] }));
const centimes = (texte: string) => {
  const lu = lireEuros(texte);
  return lu.ok ? lu.fait : 0n;
};

/** What these rules make of a project, by the very function that a funder's page uses. */
export function Exemple({ saisi }: { saisi: FinancementSaisi }) {
  const [essai, setEssai] = useState({
    cout: '100 000,00',
    apport: '20 000,00',
    porteur: 'ASSOCIATION' as CategorieOrganisme,
    payeur: 'REGION' as CategorieOrganisme,
  });
  const [cout, apport] = [centimes(essai.cout), centimes(essai.apport)];
  const projet = {
    categoriePorteur: essai.porteur,
    coutTotal: cout,
    assiette: null,
    ressourcesPropres: apport,
    acquis: [],
  };
  return (
    <section className="tdt-bloc fr-mt-3w" aria-labelledby="essai">
      <h2 id="essai" className="fr-h4">
        Essayez vos règles
      </h2>
      <p>Ce calcul est celui que lira chaque financeur, avec les règles écrites ci-dessus.</p>
      <ChampMontant
        chemin="essai.cout"
        label="Coût du projet, en euros"
        valeur={essai.cout}
        surChangement={(v) => setEssai({ ...essai, cout: v })}
      />
      <ChampMontant
        chemin="essai.apport"
        label="Ce que le porteur apporte, en euros"
        valeur={essai.apport}
        surChangement={(v) => setEssai({ ...essai, apport: v })}
      />
      <ChampChoix
        chemin="essai.porteur"
        label="Qui porte le projet"
        options={CATEGORIES}
        valeur={essai.porteur}
        surChangement={(v) => setEssai({ ...essai, porteur: v as CategorieOrganisme })}
      />
      <ChampChoix
        chemin="essai.payeur"
        label="Qui finance"
        options={CATEGORIES}
        valeur={essai.payeur}
        surChangement={(v) => setEssai({ ...essai, payeur: v as CategorieOrganisme })}
      />
      <p className="fr-mb-1w">Ce financeur lira :</p>
      {manquesFinancement(saisi).length > 0 || cout === 0n ? (
        <p>Complétez d’abord les règles et le coût du projet.</p>
      ) : (
        <Plafonds
          projet={projet}
          financeur={{ id: '', categorie: essai.payeur }}
          appel={reglesLues(saisi)}
          mobilisable={cout}
          montant=""
        />
      )}
    </section>
  );
}
