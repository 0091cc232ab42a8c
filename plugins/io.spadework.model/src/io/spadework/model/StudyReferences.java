package io.spadework.model;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;

/** The files and folders outside that a study refers to: data folders, weights of feature networks, segmenters of evaluations. */
public final class StudyReferences {

	private static final List<EAttribute> PLACES = List.of(Literals.STORED_DATASET__FOLDER, Literals.FEATURE_NETWORK__WEIGHTS, Literals.EVALUATION__SEGMENTER, Literals.EVALUATION__SEGMENTER_WEIGHTS,
			Literals.EVALUATION__SEGMENTER_CLASSES);

	/**
	 * One of them.
	 *
	 * @param stated as the study says it
	 * @param target where that is, seen from where the study lies
	 */
	public record Reference(EObject element, EAttribute attribute, String stated, Path target) {

		/** Whether it is there. */
		public boolean isFound() {
			return Files.exists(target);
		}

		/** As in "folder of coco stuff COCO-Stuff". */
		public String place() {
			return attribute.getName() + " of " + Names.kind(element) + " " + Names.of(element);
		}
	}

	private StudyReferences() {
	}

	/** The references of a study that lies in a folder. */
	public static List<Reference> of(Study study, Path folder) {
		List<Reference> references = new ArrayList<>();
		study.eAllContents().forEachRemaining(element -> {
			for (EAttribute attribute : PLACES) {
				if (attribute.getEContainingClass().isInstance(element) && element.eGet(attribute) instanceof String stated && !stated.isBlank()) {
					try {
						references.add(new Reference(element, attribute, stated, folder.resolve(stated).normalize()));
					} catch (InvalidPathException e) {
						continue; // the study's own problem, which its editor shows
					}
				}
			}
		});
		return references;
	}

	/** Makes relative references mean the same from another folder; whether that changed any. */
	public static boolean move(Study study, Path from, Path to) {
		boolean changed = false;
		for (Reference reference : of(study, from)) {
			if (!Path.of(reference.stated()).isAbsolute()) {
				String moved = relative(to, reference.target());
				changed |= !moved.equals(reference.stated());
				reference.element().eSet(reference.attribute(), moved);
			}
		}
		return changed;
	}

	/** Relative as long as it lies near, so that both can be moved together. */
	private static String relative(Path from, Path target) {
		try {
			Path relative = from.toAbsolutePath().normalize().relativize(target.toAbsolutePath().normalize());
			return relative.startsWith("../../../..") ? target.toAbsolutePath().toString() : relative.toString().replace('\\', '/');
		} catch (IllegalArgumentException otherDrive) {
			return target.toAbsolutePath().toString();
		}
	}
}
