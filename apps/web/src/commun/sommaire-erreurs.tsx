import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { idChamp, viser } from './champs.js';

export interface PointAVoir {
  chemin: string;
  message: string;
}

interface Props {
  titre: string;
  points: readonly PointAVoir[];
  /** Address of the page that holds the field; the present page when absent. */
  page?: (chemin: string) => string | undefined;
  /** Takes the focus when it appears: after a refusal, not beside a form being filled. */
  prendreFocus?: boolean;
}

/** What is wrong, in one place, each line leading to its field. */
export function SommaireErreurs({ titre, points, page, prendreFocus = false }: Props) {
  const boite = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (prendreFocus) boite.current?.focus();
  }, [prendreFocus, titre]);
  if (points.length === 0) return null;
  return (
    <div ref={boite} tabIndex={-1} className="fr-alert fr-alert--error fr-mb-4w" role="group" aria-label={titre}>
      <p className="fr-alert__title">{titre}</p>
      <ul>
        {points.map(({ chemin, message }) => {
          const vers = page?.(chemin);
          return (
            <li key={chemin + message}>
              {vers ? (
                <Link to={`${vers}#${idChamp(chemin)}`}>{message}</Link>
              ) : (
                <a
                  href={`#${idChamp(chemin)}`}
                  onClick={(e) => {
                    e.preventDefault();
                    viser(idChamp(chemin));
                  }}
                >
                  {message}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
