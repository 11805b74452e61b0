import { ecrirePages, lireRepere } from '@tdt/domaine';
import { useEffect, useState } from 'react';
import { entetesOrganisme } from '../connexion/session.js';
import { adresseDePiece, type SignatureLue } from './signatures.js';

export type Lecture = { pieceId: string; textes: string[] } | null;

/** Reads the marks of the scan that is chosen; null while it is being read. A scan that cannot be read says nothing. */
export function useReperes(signature: SignatureLue | undefined): Lecture {
  const [lecture, setLecture] = useState<Lecture>(null);
  const pieceId = signature?.pieceId ?? null;
  const adresse = signature ? adresseDePiece(signature) : null;
  useEffect(() => {
    if (pieceId === null || adresse === null) return;
    let encore = true;
    const lire = async () => {
      const [{ lireReperes }, reponse] = await Promise.all([
        import('./lecture-reperes.js'),
        fetch(adresse, { headers: entetesOrganisme() }),
      ]);
      return reponse.ok ? lireReperes(await reponse.blob()) : [];
    };
    void lire()
      .catch(() => [])
      .then((textes) => encore && setLecture({ pieceId, textes }));
    return () => void (encore = false);
  }, [pieceId, adresse]);
  return lecture?.pieceId === pieceId ? lecture : null;
}

/** Which pages were recognised: the staff compares the others, and says so. */
export function ReperesLus({ lecture }: { lecture: Lecture }) {
  const pages = new Set(lecture?.textes.flatMap((texte) => lireRepere(texte)?.page ?? []));
  const reconnues = [...pages].toSorted((a, b) => a - b);
  return (
    <p role="status">
      {lecture === null && 'Lecture des petits codes de la numérisation…'}
      {lecture !== null && reconnues.length === 0 && 'Aucune page n’a été reconnue : comparez chacune au document.'}
      {reconnues.length > 0 && `Reconnues à leur petit code : ${ecrirePages(reconnues)}.`}
    </p>
  );
}
