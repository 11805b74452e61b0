import { LIBELLES_MOTIF_DEPORT, MOTIFS_DEPORT, type MotifDeport } from '@tdt/domaine';
import { useState } from 'react';
import { muter } from '../commun/api.js';
import { ChampChoix } from '../commun/champs.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { AjouterPoint } from './ajout-point.js';
import { DECLARER_DEPORT } from './actes.js';
import { OuvrirScrutin, Plan, Resultat, ScrutinOuvert } from './scrutin.js';
import {
  avantCloture,
  mesSieges,
  nomDuSiege,
  scrutinDe,
  TYPES_DE_POINT,
  type PointLu,
  type SiegeLu,
  type Vue,
} from './seance.js';

/** Where an item stands, in a few words. */
export function etatDuPoint(point: PointLu): string {
  const scrutin = scrutinDe(point);
  if (scrutin?.etat === 'OUVERT') return 'scrutin ouvert';
  if (scrutin?.etat === 'PROCLAME') return scrutin.adopte ? 'adopté' : 'rejeté';
  return 'à examiner';
}

function SeDeporter({ vue, point, siege }: { vue: Vue; point: PointLu; siege: SiegeLu }) {
  const [motif, setMotif] = useState<MotifDeport | ''>('');
  return (
    <Acte
      priorite="tertiary"
      bouton="Me déporter de ce point"
      titre={`Se déporter de « ${point.intitule} » ?`}
      confirmer="Me déporter"
      faire={(options) =>
        muter(DECLARER_DEPORT, { d: { pointId: point.id, membreId: siege.id, motif: motif || 'AUTRE' } }, options)
      }
      surFait={vue.relire}
    >
      <p>
        Déportez-vous si {siege.organisme.nom} a un intérêt dans ce dossier. Sur ce point, vous quittez la discussion :
        vous ne voyez plus le plan, ne votez ni pour vous ni par pouvoir
        {vue.seance.conference.reglement.deportHorsQuorum && ', et sortez du quorum'}. Un déport ne se retire pas. Il
        figure au procès-verbal avec sa catégorie ; la raison personnelle ne se publie pas.
      </p>
      <ChampChoix
        chemin="motif"
        label="Catégorie du motif"
        vide="Choisissez"
        valeur={motif}
        surChangement={(m) => setMotif(MOTIFS_DEPORT.find((x) => x === m) ?? '')}
        options={MOTIFS_DEPORT.map((m) => ({ valeur: m, texte: LIBELLES_MOTIF_DEPORT[m] }))}
      />
    </Acte>
  );
}

function Deports({ vue, point }: { vue: Vue; point: PointLu }) {
  if (point.deports.length === 0) return null;
  return (
    <p>
      En déport sur ce point :{' '}
      {point.deports
        .map((d) => `${nomDuSiege(vue, d.membre.id)} (${LIBELLES_MOTIF_DEPORT[d.motif].toLowerCase()})`)
        .join(', ')}
      .
    </p>
  );
}

function Corps({ vue, point }: { vue: Vue; point: PointLu }) {
  const { seance, session } = vue;
  const scrutin = scrutinDe(point);
  const deportes = new Set(point.deports.map((d) => d.membre.id));
  const votes = vue.details.get(scrutin?.id ?? '')?.votes ?? [];
  const miens = mesSieges(vue);
  const enDeport = miens.some((m) => deportes.has(m.id));
  const peutSeDeporter = avantCloture(seance) && scrutin?.etat !== 'PROCLAME';
  return (
    <>
      <p className="fr-text--sm">
        {TYPES_DE_POINT[point.type]}
        {point.ajouteEnSeance && ', ajouté après la convocation'}
        {point.suiteProposition && `, ${point.suiteProposition}`}. Quorum de ce point : {point.quorum.total} sur{' '}
        {point.quorum.requis} requis.
      </p>
      <Deports vue={vue} point={point} />
      {enDeport && (
        <p>
          <strong>Vous êtes en déport sur ce point</strong> : vous ne prenez part ni à la discussion ni au vote, et le
          plan ne vous est pas montré.
        </p>
      )}
      {scrutin?.etat === 'OUVERT' && <ScrutinOuvert vue={vue} point={point} scrutin={scrutin} />}
      {scrutin?.etat === 'PROCLAME' && <Resultat scrutin={scrutin} />}
      {!scrutin && seance.etat === 'OUVERTE' && peutFaire(session, 'ouvrirScrutin') && (
        <OuvrirScrutin vue={vue} point={point} />
      )}
      {peutSeDeporter &&
        miens
          .filter((m) => !deportes.has(m.id) && !votes.some((v) => v.membre.id === m.id))
          .map((siege) => <SeDeporter key={siege.id} vue={vue} point={point} siege={siege} />)}
    </>
  );
}

/** The item under discussion, wide open. */
export function PointEnCours({ vue, point }: { vue: Vue; point: PointLu }) {
  return (
    <section className="tdt-bloc" aria-labelledby="en-cours">
      <p className="fr-text--sm fr-mb-1v">Point {point.rang}, en discussion</p>
      <h2 id="en-cours" className="fr-h3">
        {point.intitule}
      </h2>
      <Corps vue={vue} point={point} />
    </section>
  );
}

/** What has just been decided, until the next result. */
export function DernierResultat({ vue, point }: { vue: Vue; point: PointLu }) {
  const scrutin = scrutinDe(point);
  if (!scrutin) return null;
  return (
    <section className="tdt-bloc" aria-labelledby="resultat">
      <h2 id="resultat" className="fr-h4">
        Résultat proclamé : {point.intitule}
      </h2>
      <Resultat scrutin={scrutin} />
      <Plan vue={vue} scrutin={scrutin} />
    </section>
  );
}

/** The agenda: each item unfolds. */
export function OrdreDuJour({ vue, enCours }: { vue: Vue; enCours: PointLu | undefined }) {
  const { etat, sansQuorum } = vue.seance;
  const ajoutable =
    avantCloture(vue.seance) && etat !== 'SUSPENDUE' && !sansQuorum && peutFaire(vue.session, 'ajouterPoint');
  return (
    <section aria-labelledby="ordre-du-jour">
      <h2 id="ordre-du-jour">L’ordre du jour</h2>
      <ol className="tdt-liste">
        {vue.seance.points.map((point) => (
          <li key={point.id}>
            {point.id === enCours?.id ? (
              <p className="tdt-point">
                {point.rang}. {point.intitule} <span className="fr-hint-text">en discussion, {etatDuPoint(point)}</span>
              </p>
            ) : (
              <details className="tdt-point">
                <summary>
                  {point.rang}. {point.intitule} <span className="fr-hint-text">{etatDuPoint(point)}</span>
                </summary>
                <Corps vue={vue} point={point} />
              </details>
            )}
          </li>
        ))}
      </ol>
      {ajoutable && <AjouterPoint vue={vue} />}
    </section>
  );
}
