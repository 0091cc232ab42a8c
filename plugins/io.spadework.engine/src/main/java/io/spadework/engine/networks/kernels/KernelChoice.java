package io.spadework.engine.networks.kernels;

import java.util.Locale;

/** Which set of kernels networks built from now on compute with: one choice per engine process. */
public final class KernelChoice {

	private static Kernels current;
	private static String notice;

	private KernelChoice() {
	}

	/** The chosen set; the fastest that loads on this machine, and runs on its backend, where none has been chosen. */
	public static synchronized Kernels current() {
		if (current == null) {
			choose("auto");
		}
		return current;
	}

	/** Chooses by name: {@code auto}, {@code onednn} or {@code portable}; throws IllegalArgumentException for a set that is unknown or doesn't load. */
	public static synchronized void choose(String name) {
		switch (name.toLowerCase(Locale.ROOT)) {
			case "portable" -> current = PortableKernels.INSTANCE;
			case "onednn" -> {
				if (Backend.current() != Backend.CPU) {
					throw new IllegalArgumentException("oneDNN computes on the processor only: with CUDA's backend the kernels are portable.");
				}
				try {
					current = OneDnnKernels.load();
				} catch (LinkageError e) {
					throw new IllegalArgumentException("oneDNN does not load on this machine: " + reason(e) + "; --kernels portable runs without it.", e);
				}
			}
			case "auto" -> {
				try {
					current = Backend.current() == Backend.CPU ? OneDnnKernels.load() : PortableKernels.INSTANCE;
				} catch (LinkageError e) {
					current = PortableKernels.INSTANCE;
					notice = "oneDNN does not load on this machine (" + reason(e) + "): computing with the portable kernels, which are slower.";
				}
			}
			default -> throw new IllegalArgumentException("Unknown kernels '" + name + "': auto, onednn or portable.");
		}
	}

	/** What a person should know about the choice, or null. */
	public static synchronized String notice() {
		return notice;
	}

	private static String reason(Throwable error) {
		String message = error.getMessage();
		return message == null ? error.getClass().getSimpleName() : message.lines().findFirst().orElse("");
	}
}
