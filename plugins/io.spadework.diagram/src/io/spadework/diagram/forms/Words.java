package io.spadework.diagram.forms;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.eclipse.emf.common.util.Enumerator;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EModelElement;
import org.eclipse.emf.ecore.ENamedElement;
import org.eclipse.emf.ecore.EPackage;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;

import io.spadework.model.Names;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage.Literals;

/** How the metamodel is said in words: names of features, and what they mean, as the metamodel itself documents it. */
final class Words {

	private static final String ECORE = "/model/study.ecore";

	private static final Map<EStructuralFeature, String> SPECIAL = Map.ofEntries(Map.entry(Literals.TRAINING_PLAN__TTUR, "Two time scales"),
			Map.entry(Literals.TRAINING_PLAN__BETA1, "Beta 1"), Map.entry(Literals.TRAINING_PLAN__BETA2, "Beta 2"), Map.entry(Literals.TRAINING_PLAN__BATCH, "Batch size"),
			Map.entry(Literals.TRAINING_PLAN__SAMPLE_EVERY, "Samples every (steps)"), Map.entry(Literals.TRAINING_PLAN__CHECKPOINT_EVERY, "Checkpoint every (steps)"),
			Map.entry(Literals.TRAINING_PLAN__AVERAGING, "Weight averaging"), Map.entry(Literals.TRAINING_PLAN__REUSE_FAKE, "Reuse generated images"),
			Map.entry(Literals.EVALUATION__EVERY, "Every (steps)"), Map.entry(Literals.DATASET__DONT_CARE, "Don't-care label"), Map.entry(Literals.DATASET__EDGES, "Instance edges"),
			Map.entry(Literals.DATASET__LOAD, "Load size"), Map.entry(Literals.DATASET__CROP, "Crop size"), Map.entry(Literals.DATASET__ASPECT, "Aspect (width / height)"),
			Map.entry(Literals.DATASET__FLIP, "Mirror half of the samples"));

	private static final Map<String, String> MEANINGS = new HashMap<>();

	private Words() {
	}

	/** A feature, as in "Learning rate". */
	static String of(EStructuralFeature feature) {
		String special = SPECIAL.get(feature);
		return special != null ? special : capital(spaced(feature.getName()).replace("dataset", "data set"));
	}

	/** A kind of element, as in "Training plan". */
	static String of(EClass kind) {
		if (kind == Literals.L1_LOSS)
			return "L1 loss";
		if (kind == Literals.COCO_STUFF)
			return "COCO-Stuff";
		return capital(Names.kind(kind).replace("ade20k", "ADE20K").replace("dataset", "data set"));
	}

	/** A choice, as in "resize and crop". */
	static String of(Enumerator literal) {
		return literal.getLiteral().replace('_', ' ');
	}

	/** What a feature or a kind means, in a sentence. */
	static String meaning(ENamedElement element) {
		synchronized (MEANINGS) {
			if (MEANINGS.isEmpty())
				load();
		}
		return MEANINGS.getOrDefault(key(element), "");
	}

	private static void load() {
		var resource = new EcoreResourceFactoryImpl().createResource(URI.createURI("study.ecore"));
		try (InputStream in = Study.class.getResourceAsStream(ECORE)) {
			resource.load(in, Map.of());
		} catch (IOException e) {
			throw new IllegalStateException("the metamodel of this Spadework can't be read", e);
		}
		EPackage written = (EPackage) resource.getContents().get(0);
		written.eAllContents().forEachRemaining(each -> {
			if (each instanceof EModelElement model && each instanceof ENamedElement named && EcoreUtil.getDocumentation(model) != null)
				MEANINGS.put(key(named), EcoreUtil.getDocumentation(model));
		});
	}

	private static String key(ENamedElement element) {
		return element instanceof EStructuralFeature feature ? feature.getEContainingClass().getName() + "." + feature.getName() : element.getName();
	}

	private static String spaced(String name) {
		return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
	}

	private static String capital(String words) {
		return Character.toUpperCase(words.charAt(0)) + words.substring(1);
	}
}
