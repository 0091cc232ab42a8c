package io.spadework.examples;

import java.util.function.Supplier;

import io.spadework.model.study.Study;

/** A study to learn from: its name, what it shows, and how to make it anew. */
public record Example(String name, String title, String description, Supplier<Study> maker) {

	/** A new copy of the study, free to be changed. */
	public Study create() {
		return maker.get();
	}

	/** The name of its file. */
	public String fileName() {
		return name + ".spade";
	}
}
