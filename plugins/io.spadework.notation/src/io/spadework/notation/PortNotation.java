package io.spadework.notation;

import io.spadework.model.study.Port;

/** Where edges enter a block: the port, its name for people, and whether several edges may enter. */
public record PortNotation(Port port, String label, boolean many) {
}
