import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { Upload } from '@codegouvfr/react-dsfr/Upload';
import { useState, type FormEvent } from 'react';
import { clientGraphql, gql } from '../commun/api.js';
import { ChampTexte } from '../commun/champs.js';
import { Titre } from '../commun/etats.js';
import { empreinteDe, estEmpreinte } from './empreinte.js';

const TITRE = 'Vérifier une convention';

const VERIFIER = gql(`
  query VerifierConvention($empreinte: String!, $numero: String) {
    verifierConvention(empreinte: $empreinte, numero: $numero) { verdict }
  }
`);

type Reponse = { verdict: Api.VerdictConvention; empreinte: string; numero: string } | { panne: true };

function Verdict({ reponse }: { reponse: Reponse }) {
  if ('panne' in reponse) {
    return (
      <Alert
        as="h2"
        severity="error"
        title="La vérification n’a pas abouti"
        description="Le service ne répond pas. Ce que vous avez indiqué est gardé : vérifiez votre connexion, puis recommencez."
      />
    );
  }
  const { verdict, numero } = reponse;
  if (verdict === 'AUTHENTIQUE') {
    return (
      <Alert
        as="h2"
        severity="success"
        title="Cette convention est authentique"
        description={`Ce fichier est, octet pour octet, une convention que la plateforme a enregistrée${numero ? ` sous le numéro ${numero}` : ''}. Il n’a pas été modifié depuis. Cela ne dit pas si un avenant l’a remplacée.`}
      />
    );
  }
  return (
    <Alert
      as="h2"
      severity="warning"
      title="Cette convention est inconnue"
      description={`Aucune convention enregistrée n’a cette empreinte${numero ? ' sous ce numéro' : ''}. Un projet, une copie numérisée ou un fichier modifié, même d’un seul octet, ont une autre empreinte. Demandez le fichier d’origine à qui vous l’a remis.`}
    />
  );
}

/** Everybody may check the convention that he holds: its hash is worked out here, the file does not leave the device. */
export default function PageVerification() {
  const [empreinte, setEmpreinte] = useState('');
  const [numero, setNumero] = useState('');
  const [fichier, setFichier] = useState<string | null>(null);
  const [erreur, setErreur] = useState<string>();
  const [reponse, setReponse] = useState<Reponse | null>(null);
  const choisir = async (choisi: File | undefined) => {
    setReponse(null);
    setErreur(undefined);
    setFichier(choisi?.name ?? null);
    setEmpreinte(choisi ? await empreinteDe(choisi) : '');
  };
  const verifier = async (evenement: FormEvent) => {
    evenement.preventDefault();
    const lue = empreinte.replace(/\s/g, '').toLowerCase();
    if (!estEmpreinte(lue)) {
      setReponse(null);
      return setErreur('Choisissez le fichier PDF, ou recopiez les 64 caractères de son empreinte.');
    }
    setErreur(undefined);
    const variables = { empreinte: lue, numero: numero.trim() || null };
    const { data } = await clientGraphql.query(VERIFIER, variables).toPromise();
    setReponse(data ? { ...data.verifierConvention, empreinte: lue, numero: numero.trim() } : { panne: true });
  };
  return (
    <>
      <Titre onglet={TITRE}>{TITRE}</Titre>
      <p className="fr-text--lead">
        Vous avez reçu une convention en PDF : assurez-vous que c’est bien celle que les financeurs et le porteur ont
        arrêtée.
      </p>
      <form onSubmit={(e) => void verifier(e)} noValidate>
        <Upload
          label="La convention, en PDF"
          hint="Son empreinte est calculée ici : le fichier ne quitte pas votre appareil."
          multiple={false}
          nativeInputProps={{ accept: 'application/pdf', onChange: (e) => void choisir(e.currentTarget.files?.[0]) }}
          className="fr-mb-3w"
        />
        <ChampTexte
          chemin="empreinte"
          label="Empreinte SHA-256 du fichier"
          indice={fichier ? `Calculée depuis « ${fichier} »` : 'Remplie dès que vous choisissez un fichier'}
          valeur={empreinte}
          erreur={erreur}
          natif={{ spellCheck: false }}
          surChangement={setEmpreinte}
        />
        <ChampTexte
          chemin="numero"
          label="Numéro de la convention (facultatif)"
          indice="Par exemple HUBS-2020-C-0001 ; s’il est indiqué, il doit être le sien"
          valeur={numero}
          max={100}
          surChangement={setNumero}
        />
        <Button type="submit">Vérifier cette convention</Button>
      </form>
      <div role="status" className="fr-mt-4w">
        {reponse && <Verdict reponse={reponse} />}
      </div>
    </>
  );
}
