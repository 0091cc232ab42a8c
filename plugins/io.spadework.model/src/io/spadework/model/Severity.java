package io.spadework.model;

/** How much a problem matters: an error stops training, a warning will likely disappoint, an info is worth knowing. */
public enum Severity {
	ERROR, WARNING, INFO
}
