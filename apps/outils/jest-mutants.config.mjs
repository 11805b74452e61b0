// The `domaine` project alone: Stryker takes a single Jest project, and mutates nothing else.
import jestConfig from '../../jest.config.js';

export default jestConfig.projects.find((projet) => projet.displayName === 'domaine');
