package io.spadework.notation;

import java.util.Locale;

import org.eclipse.emf.ecore.EClass;

/** The icons in this bundle's folder icons, one for each kind of element. */
public final class Icons {

	private Icons() {
	}

	/** File name, without ending, of the icon of a kind: "label-map-input". */
	public static String of(EClass kind) {
		return kind.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}
}
