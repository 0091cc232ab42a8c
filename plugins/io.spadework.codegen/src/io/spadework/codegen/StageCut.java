package io.spadework.codegen;

import io.spadework.model.Shapes;
import io.spadework.model.study.Generator;
import io.spadework.model.study.Node;

/**
 * The part of a coarser generator that finer ones have as a stage: a method of its class.
 *
 * @param generator  the coarser generator
 * @param last       the node that the part goes up to; its output where it is the whole generator
 * @param shapes     the part as it stands in a stage
 * @param method     name of the method
 * @param needsEdges whether an edge map enters
 * @param needsStyle whether a style code enters
 */
record StageCut(Generator generator, Node last, Shapes shapes, String method, boolean needsEdges, boolean needsStyle) {
}
