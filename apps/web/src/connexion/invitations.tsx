import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import {
  ecrireInstant,
  GESTIONNAIRES_POSSIBLES,
  LIBELLES_ROLE,
  ROLES_A_CONFIRMER,
  type RoleAccorde,
} from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import {
  ANNULER_INVITATION,
  INVITER,
  RENOUVELER,
  rolesADonner,
  type Annuaire,
  type InvitationLue,
} from './personnes.js';
import type { Session } from './session.js';

interface Emise {
  lien: string;
  expireLe: string;
}

/** The link, shown once: nobody can read it again, and it is also sent by e-mail. */
export function LienEmis({ emise }: { emise: Emise }) {
  return (
    <div role="status" className="fr-mb-3w">
      <Alert
        as="h3"
        severity="success"
        title="L’invitation est partie par courriel"
        description={`Elle sert jusqu’au ${ecrireInstant(new Date(emise.expireLe))}. Vous pouvez aussi remettre vous-même ce lien, à cette personne seule : il ne sera plus montré.`}
      />
      <p className="fr-mt-1w">
        <code className="tdt-empreinte">{emise.lien}</code>
      </p>
    </div>
  );
}

function Actes({ invitation, relire }: { invitation: InvitationLue; relire: () => void }) {
  const [ouvert, setOuvert] = useState(false);
  const [emise, setEmise] = useState<Emise | null>(null);
  const renouveler = useActePuis((lue: Emise) => {
    setEmise(lue);
    relire();
  });
  const annuler = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  const { id, courriel } = invitation;
  return (
    <>
      <Echec issue={renouveler.issue} titre="L’invitation n’est pas renouvelée" />
      {emise && <LienEmis emise={emise} />}
      <div className="tdt-dialogue-actions">
        <Button
          size="small"
          priority="secondary"
          disabled={renouveler.envoi}
          nativeButtonProps={{ 'aria-label': `Renouveler l’invitation de ${courriel}` }}
          onClick={() => void renouveler.faire((options) => muter(RENOUVELER, { id }, options))}
        >
          Renouveler
        </Button>
        <Button
          size="small"
          priority="tertiary"
          nativeButtonProps={{ 'aria-label': `Annuler l’invitation de ${courriel}` }}
          onClick={() => setOuvert(true)}
        >
          Annuler
        </Button>
      </div>
      <Dialogue
        ouvert={ouvert}
        titre="Annuler cette invitation ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button
              disabled={annuler.envoi}
              onClick={() => void annuler.faire((options) => muter(ANNULER_INVITATION, { id }, options))}
            >
              Annuler l’invitation
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              La garder
            </Button>
          </>
        }
      >
        <Echec issue={annuler.issue} titre="L’invitation n’est pas annulée" />
        <p>Le lien envoyé à {courriel} n’ouvrira plus rien. Vous pourrez inviter à nouveau cette personne.</p>
      </Dialogue>
    </>
  );
}

/** Who was invited and has not answered yet. */
export function InvitationsEnAttente({ annuaire, relire }: { annuaire: Annuaire; relire: () => void }) {
  const invitations = annuaire.invitations.edges.map((e) => e.node);
  if (invitations.length === 0) return <p>Aucune invitation n’attend de réponse.</p>;
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Invitations sans réponse</caption>
      <thead>
        <tr>
          <th scope="col">Adresse</th>
          <th scope="col">Rôle promis</th>
          <th scope="col">Validité</th>
          <th scope="col">Actes</th>
        </tr>
      </thead>
      <tbody>
        {invitations.map((i) => (
          <tr key={i.id}>
            <th scope="row">
              {i.courriel}
              {i.auteur && <span className="fr-hint-text">{`Par ${i.auteur.prenom} ${i.auteur.nom}`}</span>}
            </th>
            <td data-libelle="Rôle promis">
              {LIBELLES_ROLE[i.role]}
              {i.gestionnaireUtilisateurs && <span className="fr-hint-text">gérera les personnes</span>}
            </td>
            <td data-libelle="Validité">
              {i.etat === 'EXPIREE' ? 'Expirée, à renouveler' : `Jusqu’au ${ecrireInstant(new Date(i.expireLe))}`}
            </td>
            <td>
              <Actes invitation={i} relire={relire} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a role asks besides itself: an instructor instructs one call. */
export function PerimetreDuRole({
  chemin,
  role,
  annuaire,
  appelId,
  surChoix,
}: {
  chemin: string;
  role: string;
  annuaire: Annuaire;
  appelId: string;
  surChoix: (appelId: string) => void;
}) {
  if (role !== 'INSTRUCTEUR') return null;
  return (
    <ChampChoix
      chemin={chemin}
      label="Appel qu’elle instruira"
      vide="Choisir un appel"
      options={annuaire.appelsAProjets.edges.map(({ node }) => ({ valeur: node.id, texte: node.titre }))}
      valeur={appelId}
      surChangement={surChoix}
    />
  );
}

/** Says that a role of the staff gives nothing before a second person has confirmed it. */
export function EffetDuRole({ role }: { role: string }) {
  if (!ROLES_A_CONFIRMER.includes(role as RoleAccorde)) return null;
  return (
    <p className="fr-hint-text">
      Ce rôle ne permettra rien tant qu’une seconde personne, qui peut aussi le donner, ne l’aura pas confirmé.
    </p>
  );
}

interface Invitation {
  courriel: string;
  role: string;
  appelId: string;
  gere: boolean;
}

/** What is typed, kept on this device; begun for another organisation, it may promise a role that is not given here. */
function useInvitation(roles: readonly { valeur: string }[]): [Invitation, (saisie: Invitation) => void] {
  const [garde, garder] = useGardeLocale<Invitation>('invitation');
  const vierge = { courriel: '', role: roles[0]?.valeur ?? '', appelId: '', gere: false };
  return [garde && roles.some(({ valeur }) => valeur === garde.role) ? garde : vierge, garder];
}

/** Promises a role to whoever holds an address. */
export function Inviter({ session, annuaire, relire }: { session: Session; annuaire: Annuaire; relire: () => void }) {
  const roles = rolesADonner(session);
  const [saisi, setSaisi] = useInvitation(roles);
  const [emise, setEmise] = useState<Emise | null>(null);
  const { issue, envoi, erreurs, faire } = useActePuis((lue: Emise) => {
    setEmise(lue);
    setSaisi({ ...saisi, courriel: '', gere: false });
    relire();
  });
  const sansAppel = saisi.role === 'INSTRUCTEUR' && saisi.appelId === '';
  const manque =
    saisi.courriel.trim() === '' ? 'Écrivez d’abord son adresse' : sansAppel ? 'Choisissez d’abord un appel' : null;
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    setEmise(null);
    const d = {
      courriel: saisi.courriel.trim(),
      role: saisi.role as RoleAccorde,
      organismeId: session.organisme?.id ?? '',
      appelId: saisi.role === 'INSTRUCTEUR' ? saisi.appelId : null,
      gestionnaireUtilisateurs: saisi.gere,
    };
    void faire((options) => muter(INVITER, { d }, options));
  };
  return (
    <form onSubmit={envoyer} className="tdt-bloc" aria-label="Inviter une personne">
      <Echec issue={issue} titre="L’invitation n’est pas partie" champs={['courriel', 'role', 'appelId']} />
      {emise && <LienEmis emise={emise} />}
      <ContexteErreurs value={erreurs}>
        <ChampTexte
          chemin="courriel"
          label="Adresse électronique professionnelle"
          valeur={saisi.courriel}
          max={200}
          natif={{ type: 'email', autoComplete: 'section-invitation email' }}
          surChangement={(courriel) => setSaisi({ ...saisi, courriel })}
        />
        <ChampChoix
          chemin="role"
          label={`Rôle pour ${session.organisme?.nom ?? 'votre organisme'}`}
          options={roles}
          valeur={saisi.role}
          surChangement={(role) => setSaisi({ ...saisi, role: role as RoleAccorde })}
        />
        <PerimetreDuRole
          chemin="appelId"
          role={saisi.role}
          annuaire={annuaire}
          appelId={saisi.appelId}
          surChoix={(appelId) => setSaisi({ ...saisi, appelId })}
        />
      </ContexteErreurs>
      {GESTIONNAIRES_POSSIBLES.includes(saisi.role as RoleAccorde) && (
        <Checkbox
          small
          options={[
            {
              label: 'Elle gérera aussi les personnes de l’organisme',
              nativeInputProps: { checked: saisi.gere, onChange: () => setSaisi({ ...saisi, gere: !saisi.gere }) },
            },
          ]}
        />
      )}
      <EffetDuRole role={saisi.role} />
      <Button type="submit" disabled={envoi || manque !== null}>
        {manque ?? (envoi ? 'Envoi en cours…' : 'Envoyer l’invitation')}
      </Button>
    </form>
  );
}
