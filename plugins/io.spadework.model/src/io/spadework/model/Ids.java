package io.spadework.model;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.study.Element;
import io.spadework.model.study.Study;

/** Stable identities of elements: letters, digits, "_", "-" and "." only, unique in the study. */
public final class Ids {

	private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
	private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
	private static final int LENGTH = 8;
	private static final SecureRandom RANDOM = new SecureRandom();

	private Ids() {
	}

	/** A new random id of 9 characters. */
	public static String random() {
		StringBuilder id = new StringBuilder("x");
		for (int i = 0; i < LENGTH; i++) {
			id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
		}
		return id.toString();
	}

	/** Whether a text can be an id. */
	public static boolean isWellFormed(String id) {
		return id != null && WELL_FORMED.matcher(id).matches();
	}

	/** Gives a random id to every element of the tree that has none. */
	public static void complete(EObject root) {
		give(root);
		for (Iterator<EObject> all = root.eAllContents(); all.hasNext();) {
			give(all.next());
		}
	}

	/** Gives new ids to those elements of a copied tree whose ids the study has already. */
	public static void renew(EObject copy, Study study) {
		Set<String> taken = new HashSet<>();
		study.eAllContents().forEachRemaining(each -> taken.add(((Element) each).getId()));
		renew(copy, taken);
		copy.eAllContents().forEachRemaining(each -> renew(each, taken));
	}

	private static void renew(EObject object, Set<String> taken) {
		Element element = (Element) object;
		if (element.getId() == null || !taken.add(element.getId())) {
			element.setId(random());
		}
	}

	private static void give(EObject object) {
		if (object instanceof Element element && (element.getId() == null || element.getId().isBlank())) {
			element.setId(random());
		}
	}
}
