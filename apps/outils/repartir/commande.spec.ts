import { executerCommande } from './commande.js';

/** What a command leaves on each output, the file being this text. */
async function jouer(contenu: unknown, ...args: string[]) {
  const texte = typeof contenu === 'string' ? contenu : JSON.stringify(contenu);
  return executerCommande(args, () => texte);
}

async function refuse(contenu: unknown, ...args: string[]): Promise<string> {
  const { code, sortie, erreur } = await jouer(contenu, ...args);
  expect({ code, sortie }).toEqual({ code: 1, sortie: '' });
  expect(erreur.split('\n')).toHaveLength(2);
  return erreur.trim();
}

const MES = {
  kind: 'mes',
  input: {
    classTree: [{ id: 'PUBLIC', parent: null }],
    envelopes: [{ id: 'A', cls: 'PUBLIC', amount: 100, rank: 1 }],
    projects: [
      { id: 'P', rank: 1, score: 1, need: '90071992547409930', lines: [{ env: 'A', max: 50, min: 0 }], classCaps: {} },
    ],
    points: { P: { A: 3 } },
  },
};

const avec = (changer: (input: typeof MES.input) => void) => {
  const copie = structuredClone(MES);
  changer(copie.input);
  return copie;
};

describe('appels', () => {
  test.each([
    [[], 'Indiquez un fichier. Usage'],
    [['a.json', 'b.json'], 'Un seul fichier à la fois.'],
    [['a.json', '--autre'], 'Option inconnue « --autre ».'],
    [['a.json', '--mes'], '--mes, --liste et --completion ne valent que pour un fichier Pabulib (.pb).'],
    [['a.pb'], 'Un fichier Pabulib se dépouille par --mes ou par --liste.'],
    [['a.pb', '--mes', '--liste'], 'Choisissez une seule méthode, --mes ou --liste.'],
    [['a.pb', '--mes', '--completion', 'add2'], '--completion attend aucune, add1, add1-exhaustif.'],
    [['a.pb', '--mes', '--completion'], '--completion attend aucune, add1, add1-exhaustif.'],
    [['a.pb', '--mes', '--empreinte'], '--empreinte ne vaut que pour un plan ou des parts égales'],
  ])('%p', async (args, phrase) => {
    expect(await refuse(MES, ...args)).toContain(phrase);
  });

  test('un fichier absent, ou qui ne se lit pas', async () => {
    const echouer = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    expect((await executerCommande(['x.json'], echouer('ENOENT'))).erreur).toBe('x.json : ce fichier n’existe pas.\n');
    expect((await executerCommande(['x.json'], echouer('EISDIR'))).erreur).toBe(
      'x.json : ce fichier ne se lit pas (EISDIR).\n',
    );
  });
});

describe('fichiers JSON : la faute et son chemin', () => {
  test.each<[string, unknown, string]>([
    ['pas du JSON', '{', 'f.json : ce fichier n’est pas du JSON.'],
    ['pas un objet', '[]', 'f.json : un objet est attendu.'],
    ['sans genre', {}, 'f.json : kind : ce champ manque.'],
    ['genre inconnu', { kind: 'x' }, 'f.json : kind : "x" n’est pas connu, choisissez parmi'],
    ['sans contenu', { kind: 'mes' }, 'f.json : input : ce champ manque.'],
    ['champ absent', { kind: 'mes', input: { classTree: [] } }, 'f.json : input.envelopes : ce champ manque.'],
    [
      'montant négatif',
      avec(({ envelopes }) => (envelopes[0]!.amount = -5)),
      'f.json : input.envelopes[0].amount : un nombre positif ou nul est attendu (reçu : -5).',
    ],
    [
      'montant qui n’est pas entier',
      avec(({ envelopes }) => (envelopes[0]!.amount = 0.5)),
      'f.json : input.envelopes[0].amount : un nombre entier est attendu (reçu : 0.5).',
    ],
    [
      'montant que JSON ne porte pas',
      avec(({ envelopes }) => (envelopes[0]!.amount = 2 ** 53)),
      'f.json : input.envelopes[0].amount : ce nombre est trop grand pour un nombre JSON, écrivez-le entre guillemets.',
    ],
    [
      'rang démesuré',
      avec(({ envelopes }) => (envelopes[0]!.rank = '99999999999999999999' as unknown as number)),
      'f.json : input.envelopes[0].rank : ce nombre est trop grand.',
    ],
    [
      'classe inconnue',
      avec(({ envelopes }) => (envelopes[0]!.cls = 'ETAT')),
      'f.json : input.envelopes[0].cls : la classe « ETAT » n’est pas dans ce fichier.',
    ],
    [
      'parent inconnu',
      avec((input) => (input.classTree = [{ id: 'A', parent: 'B' as unknown as null }])),
      'f.json : input.classTree[0].parent : la classe « B » n’est pas dans ce fichier.',
    ],
    [
      'classes qui ne forment pas un arbre',
      avec((input) => {
        const enRond = [
          { id: 'PUBLIC', parent: 'B' },
          { id: 'B', parent: 'PUBLIC' },
        ];
        input.classTree = enRond as unknown as typeof input.classTree;
      }),
      'f.json : input.classTree[0] : les classes ne forment pas un arbre, « PUBLIC » est son propre ancêtre.',
    ],
    [
      'identifiant repris',
      avec(({ envelopes }) => envelopes.push(envelopes[0]!)),
      'f.json : input.envelopes[1].id : l’identifiant « A » est déjà pris.',
    ],
    [
      'deux lignes d’une enveloppe',
      avec(({ projects }) => projects[0]!.lines.push(projects[0]!.lines[0]!)),
      'f.json : input.projects[0].lines[1].env : l’enveloppe « A » a déjà une ligne.',
    ],
    [
      'points d’un inconnu',
      avec((input) => (input.points = { P: { 'B C': 3 } } as unknown as typeof input.points)),
      'f.json : input.points.P["B C"] : l’enveloppe « B C » n’est pas dans ce fichier.',
    ],
    [
      'points pour un inconnu',
      avec((input) => (input.points = { Q: {} } as unknown as typeof input.points)),
      'f.json : input.points.Q : le projet « Q » n’est pas dans ce fichier.',
    ],
    [
      'plafond d’une classe inconnue',
      avec(({ projects }) => (projects[0]!.classCaps = { X: 1 })),
      'f.json : input.projects[0].classCaps.X : la classe « X » n’est pas dans ce fichier.',
    ],
    [
      'lignes qui ne sont pas un tableau',
      avec(({ projects }) => (projects[0]!.lines = {} as unknown as [])),
      'f.json : input.projects[0].lines : un tableau est attendu.',
    ],
    [
      'identifiant qui n’est pas un texte',
      avec(({ projects }) => (projects[0]!.id = 3 as unknown as string)),
      'f.json : input.projects[0].id : un texte est attendu.',
    ],
  ])('%s', async (_titre, contenu, phrase) => {
    expect(await refuse(contenu, 'f.json')).toContain(phrase);
  });

  test('des entiers au-delà des nombres JSON s’écrivent et se lisent entre guillemets', async () => {
    const { code, sortie } = await jouer(MES, 'f.json');
    expect(code).toBe(0);
    expect(JSON.parse(sortie)).toMatchObject({
      PARTS_EGALES: { nonFinancables: [{ id: 'P', atteignable: 50, besoin: '90071992547409930' }] },
    });
  });
});

test('un nom que JavaScript connaît est un nom comme un autre', async () => {
  const contenu = avec((input) => {
    Object.assign(input.envelopes[0]!, { id: 'constructor' });
    Object.assign(input.projects[0]!, { id: '__proto__', need: 7 });
    input.projects[0]!.lines = [{ env: 'constructor', max: 50, min: 0 }];
    input.points = {} as typeof input.points;
  });
  const { code, sortie } = await jouer(contenu, 'f.json');
  expect(code).toBe(0);
  const sansPoint = [{ id: '__proto__', atteignable: 0, besoin: 7 }];
  expect(JSON.parse(sortie)).toMatchObject({ PARTS_EGALES: { nonFinancables: sansPoint } });
});

const PARTAGE = {
  kind: 'share',
  input: {
    projet: { coutTotal: 100, depenseSubventionnable: 100 },
    classes: [{ id: 'PUBLIC', parent: null }],
    regles: [{ id: 'R', type: 'MONTANT_MAX', montant: 60 }],
    financeurs: [{ id: 'A', classe: 'PUBLIC', poids: 1, rang: 1 }],
  },
};

describe('partage d’un projet', () => {
  test('une règle sans classe plafonne tous les financeurs ensemble', async () => {
    const { sortie } = await jouer(PARTAGE, 'f.json');
    expect(JSON.parse(sortie)).toMatchObject({ finance: 60, manque: 40, plafondsClasses: { APPEL: 60 } });
  });

  test.each<[string, object, string]>([
    [
      'un refus du domaine dit où',
      { projet: { coutTotal: 100, depenseSubventionnable: 101 } },
      'input.projet.depenseSubventionnable : La dépense subventionnable dépasse le coût total.',
    ],
    [
      'un taux d’un financeur',
      { financeurs: [{ id: 'A', poids: 1, rang: 1, tauxMaxBp: 10_001 }] },
      'input.financeurs[0].tauxMaxBp : un taux est en points de base, 10 000 au plus.',
    ],
    ['un type inconnu', { regles: [{ id: 'R', type: 'X' }] }, 'input.regles[0].type : "X" n’est pas connu'],
    [
      'public n’est pas un texte',
      { projet: { coutTotal: 1, depenseSubventionnable: 1, apport: { montant: 0, public: 'oui' } } },
      'input.projet.apport.public : true ou false est attendu.',
    ],
  ])('%s', async (_titre, changement, phrase) => {
    expect(await refuse({ ...PARTAGE, input: { ...PARTAGE.input, ...changement } }, 'f.json')).toContain(phrase);
  });
});

const VOTE = {
  kind: 'vote+tranches',
  input: {
    regle: { mode: 'QUALIFIEE', majorite: [2, 3], assiette: 'PRESENTS', president: 'A' },
    membres: [{ id: 'A' }, { id: 'B', voix: 2 }, { id: 'C' }],
    points: [{ id: 'V', presents: ['A', 'B', 'C'], votes: { A: 'POUR', B: 'POUR', C: 'CONTRE' } }],
  },
};

describe('votes et tranches', () => {
  test('majorité qualifiée des présents, en voix', async () => {
    const { sortie } = await jouer(VOTE, 'f.json');
    expect(JSON.parse(sortie)).toEqual({
      votes: {
        V: {
          resultat: 'ADOPTE',
          voix: { POUR: 3, CONTRE: 1, ABSTENTION: 0 },
          presentsOuRepresentes: 3,
          composants: 3,
          erreurs: [],
        },
      },
    });
  });

  test.each<[string, object, string]>([
    [
      'une fraction',
      { regle: { mode: 'MAJORITE', majorite: [1] } },
      'input.regle.majorite : une fraction est attendue',
    ],
    ['un dénominateur', { regle: { mode: 'MAJORITE', quorum: [1, 0] } }, 'input.regle.quorum : une fraction n’a pas'],
    ['un président', { regle: { mode: 'MAJORITE', president: 'Z' } }, 'input.regle.president : le membre « Z »'],
    [
      'un votant',
      { points: [{ id: 'V', presents: [], votes: { Z: 'POUR' } }] },
      'input.points[0].votes.Z : le membre « Z » n’est pas dans ce fichier.',
    ],
    [
      'un pouvoir',
      { points: [{ id: 'V', presents: [], pouvoirs: [['A']], votes: {} }] },
      'input.points[0].pouvoirs[0] : un pouvoir nomme celui qui le donne',
    ],
    [
      'des taux de tranches',
      { tranches: [{ id: 'T', montant: 1, tauxBp: [1] }] },
      'input.tranches[0].tauxBp : Les taux des tranches',
    ],
  ])('%s', async (_titre, changement, phrase) => {
    expect(await refuse({ ...VOTE, input: { ...VOTE.input, ...changement } }, 'f.json')).toContain(phrase);
  });
});
