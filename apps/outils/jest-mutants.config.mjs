// The `domaine` project alone: Stryker takes a single Jest project, and mutates nothing else.
// Looking for files in that library only makes each of the thousands of runs shorter.
import jestConfig from '../../jest.config.js';

const domaine = jestConfig.projects.find((projet) => projet.displayName === 'domaine');

export default { ...domaine, roots: ['<rootDir>/libs/domaine/src'], watchman: false };
