import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { fautesPartiesLibres, type DetailRefus } from '@tdt/domaine';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Echec, pointsDe, useActe } from '../commun/acte.js';
import { muter, type Issue } from '../commun/api.js';
import { ChampTexte, ContexteErreurs, idChamp, viser } from '../commun/champs.js';
import { Panne } from '../commun/etats.js';
import type { OrganismeALogo } from '../connexion/logo.js';
import { ClausesParticulieres } from './clauses-particulieres.js';
import { ChoixDesLogos, LogosDesParties } from './logos.js';
import { REDIGER, type PartiesEnCours, type PartiesLues } from './parties-libres.js';

function refusLocal(details: DetailRefus[]): Issue<never> {
  const message = 'Ces textes sont à corriger.';
  return { sorte: 'refus', refus: { code: 'ENTREE_INVALIDE', message, chemin: null, details } };
}

interface DepasseesProps {
  libres: PartiesEnCours;
  lues: PartiesLues;
  /** It was found out by saving: whoever pressed the button is told here. */
  refuse: boolean;
  surChoix: () => void;
}

/** Somebody else has saved meanwhile: nothing is lost on either side until a person chooses. */
function Depassees({ libres, lues, refuse, surChoix }: DepasseesProps) {
  const boite = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refuse) boite.current?.focus();
  }, [refuse]);
  const choisir = (choix: () => void) => () => {
    choix();
    surChoix();
  };
  return (
    <div ref={boite} tabIndex={-1} className="tdt-bloc" role="group" aria-label="Textes enregistrés entre-temps">
      <Alert
        severity="warning"
        small
        description="Quelqu’un d’autre a enregistré ces textes depuis que vous avez commencé à écrire."
      />
      <p className="fr-mt-2w fr-mb-1w">Ce qui est enregistré :</p>
      <ul>
        <li>objet : {lues.objet || 'la phrase du modèle'}</li>
        {lues.clauses.map(({ titre, texte }, rang) => (
          <li key={rang}>
            clause « {titre} » : {texte}
          </li>
        ))}
        {lues.sansLogo.length > 0 && <li>logos écartés : {lues.sansLogo.length}</li>}
      </ul>
      <div className="tdt-dialogue-actions">
        <Button type="button" priority="secondary" onClick={choisir(libres.abandonner)}>
          Reprendre ce qui est enregistré
        </Button>
        <Button type="button" priority="tertiary" onClick={choisir(() => libres.saisir({ version: lues.version }))}>
          Garder ce que j’ai écrit
        </Button>
      </div>
    </div>
  );
}

interface Props {
  candidatureId: string;
  /** From which the template makes its sentence. */
  resume: string;
  /** There is a draft, made before what is written here. */
  projet: boolean;
  libres: PartiesEnCours;
  parties: readonly OrganismeALogo[];
  /** Somebody has changed the logo of a party. */
  relireParties: () => void;
}

function useEnregistrement(candidatureId: string, libres: PartiesEnCours) {
  const { issue, envoi, tenter, effacer, erreurs } = useActe();
  const [enregistre, setEnregistre] = useState(false);
  const etat = useRef<HTMLParagraphElement>(null);
  const { version, objet, clauses, sansLogo } = libres.saisie;
  const enregistrer = async (e: FormEvent) => {
    e.preventDefault();
    setEnregistre(false);
    const fautes = fautesPartiesLibres({ objet, clauses });
    const redigees = clauses.map(({ titre, texte }) => ({ titre, texte }));
    const d = { candidatureId, version, objet, clauses: redigees, sansLogo };
    const ecrites = await tenter<PartiesLues>((options) =>
      fautes.length > 0 ? Promise.resolve(refusLocal(fautes)) : muter(REDIGER, { d }, options),
    );
    if (ecrites) {
      libres.enregistrees(ecrites);
      // The button that was pressed has nothing left to save.
      etat.current?.focus();
    }
    if (!ecrites && fautes.length === 0) libres.relire();
    setEnregistre(ecrites !== null);
  };
  return { issue, envoi, effacer, erreurs, enregistrer, etat, enregistre: enregistre && !libres.modifiees };
}

function Formulaire({ candidatureId, resume, projet, libres, parties }: Props) {
  const { issue, envoi, effacer, erreurs, enregistrer, etat, enregistre } = useEnregistrement(candidatureId, libres);
  const { saisie, saisir, lues, depassees, modifiees } = libres;
  // The button that was pressed goes away with what it was about.
  const reprendre = () => {
    effacer();
    viser(idChamp('objet'));
  };
  const points = pointsDe(issue).filter(({ chemin }) => /^(objet|clauses)\b/.test(chemin));
  return (
    <form onSubmit={(e) => void enregistrer(e)} noValidate className="fr-mb-4w">
      <ContexteErreurs value={erreurs}>
        {!depassees && <Echec issue={issue} titre="Ces textes ne sont pas enregistrés" points={points} />}
        {depassees && lues && <Depassees libres={libres} lues={lues} refuse={issue !== null} surChoix={reprendre} />}
        <ChampTexte
          chemin="objet"
          label="Objet du projet, à la place de la phrase du modèle"
          indice={`Laissez vide pour la garder ; elle reprend le résumé du dossier : « ${resume} » Chaque ligne fait un paragraphe, trois au plus.`}
          long
          valeur={saisie.objet}
          surChangement={(objet) => saisir({ objet })}
        />
        <h3>Clauses particulières</h3>
        <p>Elles forment le dernier article. Les autres articles ne changent ni de texte ni de numéro.</p>
        <ClausesParticulieres
          clauses={saisie.clauses}
          surChangement={(clauses) => saisir({ clauses })}
          surRangs={effacer}
        />
        <ChoixDesLogos
          parties={parties}
          sansLogo={saisie.sansLogo}
          surChangement={(sansLogo) => saisir({ sansLogo })}
        />
      </ContexteErreurs>
      <div className="tdt-dialogue-actions">
        <Button disabled={envoi || !modifiees || depassees}>
          {envoi ? 'Enregistrement en cours…' : 'Enregistrer ces textes'}
        </Button>
        {modifiees && !depassees && (
          <Button
            type="button"
            priority="tertiary"
            onClick={() => {
              libres.abandonner();
              reprendre();
            }}
          >
            Abandonner mes changements
          </Button>
        )}
      </div>
      <p ref={etat} tabIndex={-1} role="status" className="fr-mt-1w">
        {modifiees && 'Des changements ne sont pas enregistrés : ils sont gardés sur cet appareil.'}
        {enregistre &&
          `Enregistré : la prochaine génération imprime ces textes.${projet ? ' Le projet actuel ne les contient pas : générez-le de nouveau.' : ''}`}
      </p>
    </form>
  );
}

/** What staff decide for this convention alone: an object of its own, special clauses, and the logos that it shows. */
export function PartiesLibres(props: Props) {
  const { lues, error, relire } = props.libres;
  return (
    <section aria-labelledby="parties-libres">
      <h2 id="parties-libres">Ce qui est propre à cette convention</h2>
      {error && <Panne erreur={error} reessayer={relire} section />}
      {lues && <Formulaire {...props} />}
      {lues && <LogosDesParties parties={props.parties} relire={props.relireParties} />}
    </section>
  );
}
