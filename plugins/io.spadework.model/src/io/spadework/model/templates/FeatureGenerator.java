package io.spadework.model.templates;

import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;

/** A generator with its last feature map, the one that its image is made of: what a local enhancer builds on. */
record FeatureGenerator(Generator generator, Node features) {
}
