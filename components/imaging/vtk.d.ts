/** The parts of vtk.js that are fetched ahead of cornerstone, which calls them; the package brings no types for them. */
declare module '@kitware/vtk.js/Rendering/Profiles/Geometry.js';
declare module '@kitware/vtk.js/Rendering/Profiles/Volume.js';
