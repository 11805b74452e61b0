import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  ouvert: boolean;
  titre: string;
  /** Escape, or the close button. */
  surFermeture: () => void;
  children: ReactNode;
  /** Buttons, the main one first. */
  actions: ReactNode;
}

/** A dialog of the browser itself: it traps the focus, closes on Escape and gives the focus back, without a line of ours. */
export function Dialogue({ ouvert, titre, surFermeture, children, actions }: Props) {
  const boite = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (ouvert) boite.current?.showModal();
    else boite.current?.close();
  }, [ouvert]);
  return (
    <dialog
      ref={boite}
      className="tdt-dialogue"
      aria-labelledby={id}
      onCancel={(e) => {
        // Closed by what the page knows, not before it: asked again at once, it opens again.
        e.preventDefault();
        surFermeture();
      }}
      onClose={() => {
        // Told late, after a task of its own: whoever asked for the dialog again in between must not see it close.
        if (ouvert && !boite.current?.open) surFermeture();
      }}
    >
      {ouvert && (
        <>
          <h2 id={id} className="fr-h4">
            {titre}
          </h2>
          {children}
          <div className="tdt-dialogue-actions">{actions}</div>
        </>
      )}
    </dialog>
  );
}
