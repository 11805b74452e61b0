import {
  CHAMPS_BENEFICIAIRE,
  CHAMPS_DATE,
  dateDe,
  ecrireEuros,
  LIBELLES_CHAMP_BENEFICIAIRE,
  LIBELLES_CHAMP_DATE,
  lignesModifiables,
  trouverCompte,
  valeurBeneficiaire,
  type LigneBudgetConvention,
} from '@tdt/domaine';
import type { ReactNode } from 'react';
import { montantSaisi } from '../candidatures/saisie.js';
import { ChampDate, ChampMontant, ChampTexte, idChamp, useErreur } from '../commun/champs.js';
import { Arrivees } from './formulaire-arrivee.js';
import { CHEMINS, cleLigne, rangDesPropres } from './saisie-avenant.js';
import { Volet, type Props } from './volet-avenant.js';

interface MontantProps {
  chemin: string;
  /** Whose amount it is: the heading of the row says it to the eye. */
  label: string;
  aujourdhui: bigint;
  valeur: string;
  surChangement: (valeur: string) => void;
  children?: ReactNode;
}

function LigneMontant({ chemin, label, aujourdhui, valeur, surChangement, children }: MontantProps) {
  return (
    <>
      <td className="tdt-montant" data-libelle="Aujourd’hui">
        {ecrireEuros(aujourdhui)}
      </td>
      <td data-libelle="Après">
        {children ?? (
          <ChampMontant
            chemin={chemin}
            label={`Montant après l’avenant : ${label}`}
            masquerLabel
            valeur={valeur}
            surChangement={surChangement}
          />
        )}
      </td>
    </>
  );
}

function Depart({ rang, nom, coche, basculer }: { rang: number; nom: string; coche: boolean; basculer: () => void }) {
  const id = idChamp(CHEMINS.depart(rang));
  const erreur = useErreur(CHEMINS.depart(rang));
  return (
    <div className="fr-checkbox-group tdt-choix">
      <input
        type="checkbox"
        id={id}
        checked={coche}
        onChange={basculer}
        aria-describedby={erreur ? `${id}-erreur` : undefined}
      />
      <label className="fr-label" htmlFor={id}>
        Quitte<span className="fr-sr-only"> la convention : {nom}</span>
      </label>
      {erreur && (
        <p id={`${id}-erreur`} className="fr-error-text">
          {erreur}
        </p>
      )}
    </div>
  );
}

function Parts({ donnees, saisie, poser }: Props) {
  const { lignes, ressourcesPropres } = donnees.plan;
  const basculer = (partId: string) =>
    poser({
      departs: saisie.departs.includes(partId)
        ? saisie.departs.filter((d) => d !== partId)
        : [...saisie.departs, partId],
    });
  return (
    <table className="tdt-table tdt-empilable fr-mb-3w">
      <caption>Financement : ce que chacun apporte, en euros</caption>
      <thead>
        <tr>
          <th scope="col">Financeur</th>
          <th scope="col" className="tdt-montant">
            Aujourd’hui
          </th>
          <th scope="col">Après l’avenant</th>
          <th scope="col">Départ</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map(({ partId, financeur, dispositif, montant }, rang) => (
          <tr key={partId}>
            <th scope="row">
              {financeur}
              <span className="fr-hint-text">{dispositif}</span>
            </th>
            <LigneMontant
              chemin={CHEMINS.montant(rang)}
              label={financeur}
              aujourdhui={montant}
              valeur={saisie.montants[partId] ?? montantSaisi(montant)}
              surChangement={(valeur) => poser({ montants: { ...saisie.montants, [partId]: valeur } })}
            >
              {saisie.departs.includes(partId) ? 'plus rien' : null}
            </LigneMontant>
            <td>
              <Depart
                rang={rang}
                nom={financeur}
                coche={saisie.departs.includes(partId)}
                basculer={() => basculer(partId)}
              />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">Ressources propres du porteur</th>
          <LigneMontant
            chemin={CHEMINS.propres}
            label="ressources propres du porteur"
            aujourdhui={ressourcesPropres}
            valeur={saisie.propres ?? montantSaisi(ressourcesPropres)}
            surChangement={(propres) => poser({ propres })}
          />
          <td />
        </tr>
      </tbody>
    </table>
  );
}

/** A line by its account, and what it is for. */
function nomLigne({ compte, libelle }: LigneBudgetConvention): string {
  const titre = trouverCompte(compte)?.libelle ?? compte;
  return libelle && libelle !== titre ? `${titre} : ${libelle}` : titre;
}

function Budget({ donnees, saisie, poser }: Props) {
  const suit = rangDesPropres(donnees);
  return (
    <table className="tdt-table tdt-empilable fr-mb-3w">
      <caption>Budget : charges, et produits autres que les parts, en euros</caption>
      <thead>
        <tr>
          <th scope="col">Ligne</th>
          <th scope="col" className="tdt-montant">
            Aujourd’hui
          </th>
          <th scope="col">Après l’avenant</th>
        </tr>
      </thead>
      <tbody>
        {lignesModifiables(donnees).map((ligne, rang) => {
          const cle = cleLigne(ligne);
          const suivi = rang === suit ? saisie.propres : null;
          return (
            <tr key={cle}>
              <th scope="row">
                {nomLigne(ligne)}
                {rang === suit && <span className="fr-hint-text">Suit les ressources propres</span>}
              </th>
              <LigneMontant
                chemin={CHEMINS.ligne(rang)}
                label={nomLigne(ligne)}
                aujourdhui={ligne.montant}
                valeur={saisie.lignes[cle] ?? suivi ?? montantSaisi(ligne.montant)}
                surChangement={(valeur) => poser({ lignes: { ...saisie.lignes, [cle]: valeur } })}
              />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Dates({ donnees, saisie, poser }: Props) {
  return (
    <Volet titre="Changer des dates" change={Object.keys(saisie.dates).length > 0} prefixe="dates.">
      {CHAMPS_DATE.map((champ) => (
        <ChampDate
          key={champ}
          chemin={CHEMINS.date(champ)}
          label={LIBELLES_CHAMP_DATE[champ]}
          valeur={saisie.dates[champ] ?? dateDe(donnees, champ) ?? ''}
          surChangement={(valeur) => poser({ dates: { ...saisie.dates, [champ]: valeur } })}
        />
      ))}
    </Volet>
  );
}

function Beneficiaire({ donnees, saisie, poser }: Props) {
  return (
    <Volet
      titre="Changer ce qui désigne le bénéficiaire"
      change={Object.keys(saisie.beneficiaire).length > 0}
      prefixe="beneficiaire."
    >
      <p className="fr-text--sm">
        Une autre personne morale serait un autre projet : il faudrait une autre convention.
      </p>
      {CHAMPS_BENEFICIAIRE.map((champ) => (
        <ChampTexte
          key={champ}
          chemin={CHEMINS.beneficiaire(champ)}
          label={LIBELLES_CHAMP_BENEFICIAIRE[champ]}
          max={300}
          valeur={saisie.beneficiaire[champ] ?? valeurBeneficiaire(donnees, champ) ?? ''}
          surChangement={(valeur) => poser({ beneficiaire: { ...saisie.beneficiaire, [champ]: valeur } })}
        />
      ))}
    </Volet>
  );
}

/** Everything that an avenant may change, each field with the value of today. */
export function Champs(props: Props) {
  const { saisie, poser } = props;
  return (
    <>
      <ChampTexte
        chemin={CHEMINS.motif}
        label="Motif de l’avenant"
        indice="Imprimé sur l’avenant ; toutes les parties le liront"
        long
        max={1000}
        valeur={saisie.motif}
        surChangement={(motif) => poser({ motif })}
      />
      <Parts {...props} />
      <Arrivees {...props} />
      <Volet titre="Changer le budget" change={Object.keys(saisie.lignes).length > 0} prefixe="lignes[">
        <Budget {...props} />
      </Volet>
      <Dates {...props} />
      <Beneficiaire {...props} />
    </>
  );
}
