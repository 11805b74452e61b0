import type { SeanceLue } from './seance.js';

const LARGEUR = 1000;

/** The quorum as a bar against the seats, with the mark to reach, and the same in figures. */
export function Quorum({ quorum }: { quorum: SeanceLue['quorum'] }) {
  const { membres, requis, presents, distants, representes, total, atteint, sansQuorum } = quorum;
  if (membres === 0) return null;
  const parts = [
    { nom: 'Dans la salle', nombre: presents },
    { nom: 'À distance', nombre: distants },
    { nom: 'Représentés par un pouvoir', nombre: representes },
  ];
  const x = (n: number) => Math.floor((n * LARGEUR) / membres);
  const debuts = [0, presents, presents + distants];
  return (
    <section aria-labelledby="quorum">
      <h2 id="quorum">Le quorum</h2>
      <p role="status">
        <strong>{atteint ? 'Le quorum est atteint' : 'Le quorum n’est pas atteint'}</strong> : {total} membre
        {total > 1 ? 's' : ''} sur {membres},{' '}
        {sansQuorum ? 'aucun minimum pour cette seconde convocation' : `il en faut ${requis}`}.
      </p>
      <svg className="tdt-barres" viewBox="0 0 1000 48" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="tdt-barre-fond" x="0" y="0" width="1000" height="48" />
        {parts.map(({ nom, nombre }, i) => (
          <rect
            key={nom}
            className={`tdt-barre-${i}`}
            x={x(debuts[i] ?? 0)}
            y="0"
            width={Math.max(x(nombre) - 3, 0)}
            height="48"
          />
        ))}
        {!sansQuorum && (
          <rect className="tdt-barre-repere" x={Math.min(x(requis), LARGEUR) - 4} y="0" width="8" height="48" />
        )}
      </svg>
      <table className="tdt-table">
        <caption>Décompte du quorum, dans l’ordre de la barre ; le repère est le minimum requis</caption>
        <thead>
          <tr>
            <th scope="col">Membres</th>
            <th scope="col" className="tdt-montant">
              Nombre
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ nom, nombre }) => (
            <tr key={nom}>
              <th scope="row">{nom}</th>
              <td className="tdt-montant">{nombre}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Requis</th>
            <td className="tdt-montant">{sansQuorum ? 'aucun minimum' : `${requis} sur ${membres}`}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
