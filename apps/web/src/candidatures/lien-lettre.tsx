import type { CandidatureLue } from './candidature.js';

interface Lien {
  adresse: string;
  texte: string;
}

/** A letter to download. */
export function LienLettre({ adresse, texte }: Lien) {
  return (
    <a className="fr-link fr-link--download" href={adresse} download>
      {texte} (PDF)
    </a>
  );
}

/** The letters of a file, of the conference then of its funders; null when there is none yet. */
export function Lettres({ lue }: { lue: CandidatureLue }) {
  const liens: Lien[] = [
    ...(lue.lettreDecision ? [{ adresse: lue.lettreDecision, texte: 'Lettre qui notifie la décision' }] : []),
    ...lue.parts.flatMap(({ lettre, financeur }) =>
      lettre ? [{ adresse: lettre, texte: `Lettre de ${financeur.nom}` }] : [],
    ),
  ];
  if (liens.length === 0) return null;
  return (
    <section className="fr-mb-6w" aria-labelledby="lettres">
      <h2 id="lettres">La décision</h2>
      <p>La conférence a décidé de cette candidature. Sa lettre dit pourquoi, ce qui suit, et les voies de recours.</p>
      <ul>
        {liens.map((lien) => (
          <li key={lien.adresse}>
            <LienLettre {...lien} />
          </li>
        ))}
      </ul>
    </section>
  );
}
