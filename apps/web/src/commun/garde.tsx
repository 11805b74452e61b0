import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Component, type ReactNode } from 'react';
import { nouvelleCle } from './api.js';

interface Etat {
  reference: string | null;
}

/** A page that breaks says so, in its place: the header and the menu still lead elsewhere. Changing page (`cle`) starts anew. */
export class Garde extends Component<{ children: ReactNode; cle: string }, Etat> {
  override state: Etat = { reference: null };

  static getDerivedStateFromError(): Etat {
    return { reference: nouvelleCle().slice(0, 8) };
  }

  override componentDidUpdate(avant: { cle: string }): void {
    if (avant.cle !== this.props.cle && this.state.reference) this.setState({ reference: null });
  }

  override render(): ReactNode {
    const { reference } = this.state;
    if (!reference) return this.props.children;
    return (
      <>
        <h1>Cette page ne s’affiche pas</h1>
        <Alert
          severity="error"
          small
          className="fr-mb-3w"
          description={`Une erreur s’est produite dans votre navigateur, ou une nouvelle version du site vient d’être mise en ligne. Ce que vous avez écrit est gardé. Rechargez la page ; si cela recommence, signalez-le avec la référence ${reference}.`}
        />
        <Button onClick={() => window.location.reload()}>Recharger la page</Button>
      </>
    );
  }
}
