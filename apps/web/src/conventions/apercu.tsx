import {
  annexesApplicables,
  articlesApplicables,
  ecrireDate,
  ecrireEuros,
  ecrireTaux,
  logosDesSignataires,
  visasApplicables,
  type DonneesConvention,
  type Jour,
  type PartieConvention,
} from '@tdt/domaine';
import { Fragment } from 'react';
import { ImageLogo } from '../connexion/logo.js';

/** Rule numbers are ours; the reason is for its reader. */
const sansRenvoi = (raison: string) => raison.replace(/ \(R[^)]*\)/, '');

const jour = (j: Jour | null, sinon: string) => (j === null ? sinon : ecrireDate(j));

function identifiant({ siret, rna, ridet }: PartieConvention): string {
  if (siret) return `SIRET ${siret}`;
  return rna ? `RNA ${rna}` : `RIDET ${ridet ?? 'à compléter'}`;
}

function Parties({ donnees }: { donnees: DonneesConvention }) {
  const parties = [...donnees.financeurs, donnees.beneficiaire];
  return (
    <table className="tdt-table tdt-empilable fr-mb-4w">
      <caption>Les parties, et qui signe pour chacune</caption>
      <thead>
        <tr>
          <th scope="col">Partie</th>
          <th scope="col">Siège</th>
          <th scope="col">Signataire</th>
        </tr>
      </thead>
      <tbody>
        {parties.map((p) => (
          <tr key={p.organismeId}>
            <th scope="row">
              {p.denomination}
              {p === donnees.beneficiaire && ' (bénéficiaire)'}
              <span className="fr-hint-text">{identifiant(p)}</span>
            </th>
            <td data-libelle="Siège">{p.siege ?? 'à compléter'}</td>
            <td data-libelle="Signataire">
              {p.representantNom ?? 'à compléter'}
              {p.representantQualite && `, ${p.representantQualite}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** In a coordinated set, the plan that all its conventions share. */
function Plan({ donnees: { plan, cout, ensemble } }: { donnees: DonneesConvention }) {
  return (
    <table className="tdt-table tdt-empilable fr-mb-4w">
      <caption>Le plan de financement</caption>
      <thead>
        <tr>
          <th scope="col">Financeur</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
          <th scope="col" className="tdt-montant">
            Part du coût
          </th>
          <th scope="col">Acte</th>
        </tr>
      </thead>
      <tbody>
        {(ensemble?.lignes ?? plan.lignes).map((l) => (
          <tr key={l.partId}>
            <th scope="row">{l.financeur}</th>
            <td className="tdt-montant" data-libelle="Montant">
              {ecrireEuros(l.montant)}
            </td>
            <td className="tdt-montant" data-libelle="Part du coût">
              {ecrireTaux(l.tauxBp)}
            </td>
            <td data-libelle="Acte">{l.acte ? `n° ${l.acte.numero} du ${ecrireDate(l.acte.date)}` : l.condition}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Ressources propres</th>
          <td className="tdt-montant" data-libelle="Montant">
            {ecrireEuros(plan.ressourcesPropres)}
          </td>
          <td className="tdt-montant" data-libelle="Part du coût">
            {ecrireTaux(plan.ressourcesPropresTauxBp)}
          </td>
          <td />
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Coût total</th>
          <td className="tdt-montant" data-libelle="Montant">
            <strong>{ecrireEuros(cout.total)}</strong>
          </td>
          <td colSpan={2} />
        </tr>
      </tfoot>
    </table>
  );
}

function Versements({ donnees }: { donnees: DonneesConvention }) {
  const nom = (partId: string) => donnees.plan.lignes.find((l) => l.partId === partId)?.financeur ?? '';
  const lignes = donnees.echeanciers.flatMap((e) => e.versements.map((v) => ({ ...v, partId: e.partId })));
  return (
    <table className="tdt-table tdt-empilable fr-mb-4w">
      <caption>L’échéancier des versements</caption>
      <thead>
        <tr>
          <th scope="col">Financeur</th>
          <th scope="col">Versement</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((v) => (
          <tr key={`${v.partId}-${v.rang}`}>
            <th scope="row">{nom(v.partId)}</th>
            <td data-libelle="Versement">
              {v.evenement}
              {v.echeance && `, au plus tard le ${ecrireDate(v.echeance)}`}
            </td>
            <td className="tdt-montant" data-libelle="Montant">
              {ecrireEuros(v.montant)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** As the cover shows them. */
function Logos({ donnees }: { donnees: DonneesConvention }) {
  const logos = logosDesSignataires(donnees);
  if (logos.length === 0) return null;
  return (
    <>
      <h3>Logos de la couverture</h3>
      <ul className="tdt-logos-poses">
        {logos.map(({ organismeId, denomination, sha256 }) => (
          <li key={organismeId}>
            <ImageLogo nom={denomination} logo={sha256} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whatever is written for this convention alone is what its rereader has never read. */
function Particulieres({ donnees: { partiesLibres } }: { donnees: DonneesConvention }) {
  const clauses = partiesLibres?.clauses ?? [];
  if (clauses.length === 0) return null;
  return (
    <>
      <h3>Clauses particulières</h3>
      {clauses.map(({ titre, texte }, rang) => (
        <Fragment key={rang}>
          <h4 className="fr-h6 fr-mb-1w">{titre}</h4>
          {texte.map((paragraphe, i) => (
            <p key={i}>{paragraphe}</p>
          ))}
        </Fragment>
      ))}
    </>
  );
}

/** What the document prints, to be reread on screen: the same data, through the same rules. */
export function Apercu({ donnees, titre }: { donnees: DonneesConvention; titre: string }) {
  const { objet, description, duree, seance, partiesLibres } = donnees;
  const redige = partiesLibres?.objet ?? [];
  return (
    <section aria-labelledby="apercu">
      <h2 id="apercu">{titre}</h2>
      <dl className="tdt-fiche">
        {[
          ...(redige.length === 0 ? [objet ?? 'à compléter'] : redige).map((valeur, rang) => ({
            titre: rang === 0 ? 'Objet' : 'Objet (suite)',
            valeur,
          })),
          ...(description ? [{ titre: 'Projet', valeur: description }] : []),
          {
            titre: 'Délibération',
            valeur: `${seance.conference}, séance du ${ecrireDate(seance.date)}, délibération ${seance.numeroDeliberation}`,
          },
          { titre: 'Durée', valeur: `du ${jour(duree.debut, '…')} au ${jour(duree.fin, '…')}` },
          { titre: 'Prise d’effet', valeur: jour(duree.dateEffet, 'à la dernière signature') },
          { titre: 'Bilan à remettre au plus tard', valeur: jour(duree.limiteBilan, 'à fixer') },
        ].map(({ titre, valeur }) => (
          <div key={titre}>
            <dt>{titre}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      <Parties donnees={donnees} />
      <Plan donnees={donnees} />
      <Versements donnees={donnees} />
      <Particulieres donnees={donnees} />
      <Logos donnees={donnees} />
      <details className="tdt-bloc">
        <summary>Articles, textes visés et annexes retenus, et pourquoi</summary>
        <h3 className="fr-mt-2w">Articles</h3>
        <ul>
          {articlesApplicables(donnees).map((a) => (
            <li key={a.code}>
              Article {a.numero}, {a.titre}
              <span className="fr-hint-text">
                {[a.raison, ...a.clauses.map((c) => c.raison)].map(sansRenvoi).join(' ; ')}
              </span>
            </li>
          ))}
        </ul>
        <h3>Textes visés</h3>
        <ul>
          {visasApplicables(donnees).map((v) => (
            <li key={v.texte}>
              {v.texte}
              <span className="fr-hint-text">{sansRenvoi(v.raison)}</span>
            </li>
          ))}
        </ul>
        <h3>Annexes</h3>
        <ul>
          {annexesApplicables(donnees).map((a) => (
            <li key={a.code}>
              Annexe {a.code}, {a.titre}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
