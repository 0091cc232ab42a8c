package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.diagram.forms.ExpressionAssist.Name;
import io.spadework.model.Scope;
import io.spadework.model.Sweeps;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.ParameterOverride;
import io.spadework.model.study.Study;
import io.spadework.model.study.Sweep;
import io.spadework.model.study.SweepAxis;

/** What expressions of an element know. */
final class Scopes {

	private Scopes() {
	}

	/** The numbers of the first experiment that uses the element, or of the study; null inside a block, whose numbers depend on its uses. */
	static Scope of(Element element) {
		if (block(element) != null)
			return null;
		if (element instanceof ParameterOverride override && override.eContainer() instanceof Experiment experiment)
			return Scope.of(experiment);
		if (element instanceof SweepAxis axis && axis.eContainer() instanceof Sweep sweep)
			return Sweeps.scope(sweep);
		if (!(EcoreUtil.getRootContainer(element) instanceof Study study))
			return null;
		return experiment(study, element) == null ? Scope.of(study) : Scope.of(experiment(study, element));
	}

	/** The first experiment that uses a part of the study; null if none does. */
	static Experiment experiment(Study study, EObject element) {
		EObject part = element;
		while (part != null && part.eContainer() != study)
			part = part.eContainer();
		EObject top = part;
		return study.getExperiments().stream().filter(experiment -> experiment.eCrossReferences().contains(top)).findFirst().orElse(null);
	}

	/** The names that an expression of the element can use. */
	static List<Name> names(Element element) {
		List<Name> names = new ArrayList<>();
		Block block = block(element);
		if (block != null) {
			block.getParameters().forEach(parameter -> names.add(new Name(parameter.getName(), Objects.toString(parameter.getDescription(), "of this block"))));
			block.getNodes().stream().filter(BlockInput.class::isInstance).map(node -> ((BlockInput) node).getChannels()).filter(Objects::nonNull)
					.forEach(channels -> names.add(new Name(channels, "channels that enter the block")));
		}
		if (EcoreUtil.getRootContainer(element) instanceof Study study)
			study.getParameters().stream().filter(parameter -> parameter != element && parameter.getName() != null)
					.forEach(parameter -> names.add(new Name(parameter.getName(), meaning(parameter.getValue(), parameter.getDescription()))));
		names.add(new Name(Scope.LABELS, "labels of the data set"));
		names.add(new Name(Scope.LABEL_CHANNELS, "channels of the label map"));
		return names;
	}

	private static String meaning(String value, String description) {
		return value + (description == null || description.isBlank() ? "" : ", " + description);
	}

	private static Block block(EObject element) {
		for (EObject each = element; each != null; each = each.eContainer())
			if (each instanceof Block block)
				return block;
		return null;
	}
}
