#!/usr/bin/env node
import { mapMain } from './map.ts';

// The command of the package that holds the map alone; published as main.ts is, to start fast.
process.exit(mapMain('qemu-img-map', process.argv.slice(2)));
