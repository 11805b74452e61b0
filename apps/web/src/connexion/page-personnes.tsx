import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireDate, LIBELLES_ROLE, type RoleAccorde } from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { useQuery } from 'urql';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { EffetDuRole, InvitationsEnAttente, Inviter, PerimetreDuRole } from './invitations.js';
import {
  ACCORDER,
  CONFIRMER,
  enCours,
  gereLesPersonnes,
  perimetre,
  PERSONNES,
  RETIRER_DROIT,
  rolesADonner,
  type AConfirmer,
  type Annuaire,
  type Droit,
  type Personne,
} from './personnes.js';
import { ChangerLogo, ImageLogo, type OrganismeALogo } from './logo.js';
import { useSession, type Session } from './session.js';

interface Props {
  session: Session;
  annuaire: Annuaire;
  gere: boolean;
  relire: () => void;
}

/** Ends a right at once. */
function Retirer({ id, quoi, qui, relire }: { id: string; quoi: string; qui: string; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const { issue, envoi, faire } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  return (
    <>
      <button
        type="button"
        className="fr-link fr-text--sm"
        aria-label={`Mettre fin à ce droit : ${qui}, ${quoi}`}
        onClick={() => setOuvert(true)}
      >
        Mettre fin à ce droit
      </button>
      <Dialogue
        ouvert={ouvert}
        titre="Mettre fin à ce droit ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void faire((options) => muter(RETIRER_DROIT, { id }, options))}>
              Mettre fin à ce droit
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Le garder
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="Ce droit n’a pas changé" />
        <p>
          {qui} ne pourra plus agir comme « {quoi} » dès maintenant. Ce qui a été fait reste fait ; un autre droit
          pourra lui être accordé.
        </p>
      </Dialogue>
    </>
  );
}

const libelleDroit = (d: Pick<Droit, 'role' | 'appelId' | 'conferenceId'>, annuaire: Annuaire) =>
  LIBELLES_ROLE[d.role] + perimetre(d, annuaire);

function UnePersonne({ personne, ...props }: Props & { personne: Personne }) {
  const { session, annuaire, gere, relire } = props;
  const nom = `${personne.prenom} ${personne.nom}`;
  const droits = enCours(personne.habilitations, session.organisme?.id ?? '');
  return (
    <tr>
      <th scope="row">
        {nom}
        <span className="fr-hint-text">{personne.courriel}</span>
      </th>
      <td data-libelle="Droits">
        <ul className="fr-raw-list">
          {droits.map((d) => (
            <li key={d.id}>
              {libelleDroit(d, annuaire)}
              <span className="fr-hint-text">
                {d.attendConfirmation ? 'attend une confirmation' : `depuis le ${ecrireDate(new Date(d.debut))}`}
                {d.fin && `, jusqu’au ${ecrireDate(new Date(d.fin))}`}
                {d.gestionnaireUtilisateurs && ' ; gère les personnes'}
              </span>
              {gere && personne.id !== session.utilisateur.id && (
                <Retirer id={d.id} quoi={LIBELLES_ROLE[d.role]} qui={nom} relire={relire} />
              )}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function Confirmation({ droit, quoi, relire }: { droit: AConfirmer; quoi: string; relire: () => void }) {
  const { issue, envoi, faire } = useActePuis(relire);
  return (
    <li className="tdt-bloc">
      <Echec issue={issue} titre="Ce droit n’est pas confirmé" />
      <p className="fr-mb-1w">
        <strong>{droit.personne}</strong> : {quoi}. Ce droit ne permet rien avant votre confirmation.
      </p>
      <div className="tdt-dialogue-actions">
        <Button
          size="small"
          disabled={envoi}
          nativeButtonProps={{ 'aria-label': `Confirmer ce droit : ${droit.personne}, ${quoi}` }}
          onClick={() => void faire((options) => muter(CONFIRMER, { id: droit.id }, options))}
        >
          Confirmer ce droit
        </Button>
        <Retirer id={droit.id} quoi={LIBELLES_ROLE[droit.role]} qui={droit.personne} relire={relire} />
      </div>
    </li>
  );
}

function AConfirmerSection({ annuaire, relire }: Props) {
  const attendus = annuaire.habilitations.edges.map((e) => e.node);
  if (attendus.length === 0) return null;
  return (
    <section aria-labelledby="a-confirmer">
      <h2 id="a-confirmer">À confirmer par une seconde personne</h2>
      <ul className="tdt-liste">
        {attendus.map((d) => (
          <Confirmation key={d.id} droit={d} quoi={libelleDroit(d, annuaire)} relire={relire} />
        ))}
      </ul>
    </section>
  );
}

/** Another role for somebody who is already there. */
function Accorder({ session, annuaire, relire }: Props) {
  const roles = rolesADonner(session);
  const [saisi, setSaisi] = useState({ utilisateurId: '', role: roles[0]?.valeur ?? '', appelId: '' });
  const { issue, envoi, erreurs, faire } = useActePuis(() => {
    setSaisi({ ...saisi, utilisateurId: '' });
    relire();
  });
  const personnes = annuaire.utilisateurs.edges
    .filter(({ node }) => node.id !== session.utilisateur.id)
    .map(({ node }) => ({ valeur: node.id, texte: `${node.prenom} ${node.nom}` }));
  const sansAppel = saisi.role === 'INSTRUCTEUR' && saisi.appelId === '';
  const manque =
    saisi.utilisateurId === '' ? 'Choisissez d’abord la personne' : sansAppel ? 'Choisissez d’abord un appel' : null;
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    const d = {
      utilisateurId: saisi.utilisateurId,
      role: saisi.role as RoleAccorde,
      organismeId: session.organisme?.id ?? '',
      appelId: saisi.role === 'INSTRUCTEUR' ? saisi.appelId : null,
      gestionnaireUtilisateurs: false,
    };
    void faire((options) => muter(ACCORDER, { d }, options));
  };
  if (personnes.length === 0) return null;
  return (
    <form onSubmit={envoyer} className="tdt-bloc" aria-label="Donner un autre droit à une personne">
      <Echec issue={issue} titre="Le droit n’est pas accordé" champs={['utilisateurId']} />
      <ContexteErreurs value={erreurs}>
        <ChampChoix
          chemin="utilisateurId"
          label="Personne"
          vide="Choisir une personne"
          options={personnes}
          valeur={saisi.utilisateurId}
          surChangement={(utilisateurId) => setSaisi({ ...saisi, utilisateurId })}
        />
        <ChampChoix
          chemin="roleAccorde"
          label="Droit"
          options={roles}
          valeur={saisi.role}
          surChangement={(role) => setSaisi({ ...saisi, role: role as RoleAccorde })}
        />
        <PerimetreDuRole
          chemin="appelAccorde"
          role={saisi.role}
          annuaire={annuaire}
          appelId={saisi.appelId}
          surChoix={(appelId) => setSaisi({ ...saisi, appelId })}
        />
      </ContexteErreurs>
      <EffetDuRole role={saisi.role} />
      <Button type="submit" priority="secondary" disabled={envoi || manque !== null}>
        {manque ?? (envoi ? 'Envoi en cours…' : 'Accorder ce droit')}
      </Button>
    </form>
  );
}

function Contenu(props: Props) {
  const { annuaire, session, gere, relire } = props;
  const personnes = annuaire.utilisateurs.edges.map((e) => e.node);
  return (
    <>
      {gere && <AConfirmerSection {...props} />}
      <h2>Qui peut agir pour {session.organisme?.nom}</h2>
      {!gere && (
        <p>
          Vous lisez ces droits sans les changer : demandez à une personne qui « gère les personnes » d’inviter un
          collègue ou de changer un droit.
        </p>
      )}
      <table className="tdt-table tdt-empilable">
        <caption>{personnes.length === 1 ? 'Une personne' : `${personnes.length} personnes`}, par nom</caption>
        <thead>
          <tr>
            <th scope="col">Personne</th>
            <th scope="col">Droits</th>
          </tr>
        </thead>
        <tbody>
          {personnes.map((p) => (
            <UnePersonne key={p.id} personne={p} {...props} />
          ))}
        </tbody>
      </table>
      {gere && (
        <>
          <h2>Invitations</h2>
          <InvitationsEnAttente annuaire={annuaire} relire={relire} />
          <h3>Inviter une personne</h3>
          <Inviter session={session} annuaire={annuaire} relire={relire} />
          <h3>Donner un autre droit à une personne déjà présente</h3>
          <Accorder {...props} />
        </>
      )}
      {annuaire.organisme && <LogoDeLOrganisme organisme={annuaire.organisme} gere={gere} relire={relire} />}
    </>
  );
}

/** What its documents show of it; changed by whoever manages its users. */
function LogoDeLOrganisme({
  organisme,
  gere,
  relire,
}: {
  organisme: OrganismeALogo;
  gere: boolean;
  relire: () => void;
}) {
  return (
    <section aria-labelledby="logo">
      <h2 id="logo">Logo</h2>
      <p>
        Imprimé sur les conventions que {organisme.nom} signe. Celles qui sont déjà en signature, ou signées, gardent le
        leur.
      </p>
      {gere && <ChangerLogo organisme={organisme} relire={relire} />}
      {!gere && (organisme.logo ? <ImageLogo nom={organisme.nom} logo={organisme.logo} /> : <p>Aucun logo.</p>)}
    </section>
  );
}

/** Who may act for the organisation, what waits for a second person, and who is invited. */
export default function PagePersonnes() {
  const session = useSession();
  const organismeId = session?.organisme?.id ?? '';
  const [{ data, error }, relire] = useQuery({ query: PERSONNES, variables: { organismeId } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (error) return <Panne erreur={error} reessayer={encore} />;
  if (!data || !session) return <Attente />;
  return (
    <>
      <Titre onglet="Personnes et droits">Personnes et droits</Titre>
      <Contenu session={session} annuaire={data} gere={gereLesPersonnes(data, session)} relire={encore} />
    </>
  );
}
