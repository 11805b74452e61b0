import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, lireEuros } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampMontant, ChampTexte } from '../commun/champs.js';
import { useSession } from '../connexion/session.js';
import { DOTER_ENVELOPPE, OUVRIR_ENVELOPPE, type AppelGere, type EnveloppeDAppel } from './appel.js';

function Doter({ enveloppe, relire }: { enveloppe: EnveloppeDAppel; relire: () => void }) {
  const [montant, setMontant] = useState('');
  const { issue, envoi, faire } = useActePuis(relire);
  const lu = lireEuros(montant);
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    if (!lu.ok) return;
    const d = { enveloppeId: enveloppe.id, montant: String(lu.fait) };
    void faire((options) => muter(DOTER_ENVELOPPE, { d }, options));
  };
  return (
    <form onSubmit={envoyer} className="tdt-bloc" aria-label={`Doter l’enveloppe ${enveloppe.libelle}`}>
      <Echec issue={issue} titre="L’enveloppe n’est pas dotée" points={pointsDe(issue, `dotation.${enveloppe.id}`)} />
      <ChampMontant
        chemin={`dotation.${enveloppe.id}`}
        label={`Doter « ${enveloppe.libelle} », en euros`}
        indice="Par une autre personne que celle qui l’a ouverte."
        valeur={montant}
        surChangement={setMontant}
      />
      <Button type="submit" priority="secondary" disabled={envoi || !lu.ok}>
        {lu.ok ? 'Mettre ces crédits dans l’enveloppe' : 'Écrivez d’abord un montant'}
      </Button>
    </form>
  );
}

function Ouvrir({ appel, relire }: { appel: AppelGere; relire: () => void }) {
  const session = useSession();
  const [dispositif, setDispositif] = useState('');
  const { issue, envoi, faire } = useActePuis(relire);
  const exercice = appel.ouverture ? new Date(appel.ouverture).getFullYear() : new Date().getFullYear();
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    const d = {
      financeurId: session?.organisme?.id ?? '',
      appelId: appel.id,
      libelle: dispositif,
      dispositif,
      exercice,
    };
    void faire((options) => muter(OUVRIR_ENVELOPPE, { d }, options));
  };
  return (
    <form onSubmit={envoyer} className="tdt-bloc" aria-label="Ouvrir une enveloppe pour cet appel">
      <Echec issue={issue} titre="L’enveloppe n’est pas ouverte" points={pointsDe(issue, 'dispositif')} />
      <ChampTexte
        chemin="dispositif"
        label="Nom de l’enveloppe"
        indice={`Au nom de ${session?.organisme?.nom ?? 'votre organisme'}, exercice ${exercice}. Une autre personne la dotera.`}
        valeur={dispositif}
        max={200}
        surChangement={setDispositif}
      />
      <Button type="submit" priority="secondary" disabled={envoi || dispositif.trim() === ''}>
        {dispositif.trim() === '' ? 'Écrivez d’abord son nom' : 'Ouvrir l’enveloppe'}
      </Button>
    </form>
  );
}

interface Props {
  appel: AppelGere;
  enveloppes: readonly EnveloppeDAppel[];
  relire: () => void;
}

/** The money of the call, as far as one's own organisation brings it. */
export function Enveloppes({ appel, enveloppes, relire }: Props) {
  return (
    <section aria-labelledby="enveloppes">
      <h2 id="enveloppes">Les enveloppes de votre organisme</h2>
      {enveloppes.length === 0 && <p>Aucune enveloppe : un appel ne se publie pas sans crédits.</p>}
      {enveloppes.length > 0 && (
        <table className="tdt-table tdt-empilable fr-mb-2w">
          <caption>Enveloppes destinées à cet appel</caption>
          <thead>
            <tr>
              <th scope="col">Enveloppe</th>
              <th scope="col" className="tdt-montant">
                Dotation
              </th>
              <th scope="col" className="tdt-montant">
                Disponible
              </th>
            </tr>
          </thead>
          <tbody>
            {enveloppes.map((e) => (
              <tr key={e.id}>
                <th scope="row">
                  {e.libelle}
                  <span className="fr-hint-text">{e.financeur.nom}</span>
                </th>
                <td className="tdt-montant" data-libelle="Dotation">
                  {ecrireEuros(BigInt(e.dotation))}
                </td>
                <td className="tdt-montant" data-libelle="Disponible">
                  {ecrireEuros(BigInt(e.disponible))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {appel.etat === 'BROUILLON' &&
        enveloppes.filter((e) => e.dotation === '0').map((e) => <Doter key={e.id} enveloppe={e} relire={relire} />)}
      {appel.etat === 'BROUILLON' && enveloppes.length === 0 && <Ouvrir appel={appel} relire={relire} />}
    </section>
  );
}
