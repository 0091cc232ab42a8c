package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.util.EcoreUtil;

import io.spadework.model.study.Argument;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Element;
import io.spadework.model.study.Graph;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;

/** What a reference of an element can lead to, in the order of the study. */
final class Candidates {

	private Candidates() {
	}

	/** The elements that can be chosen. */
	static List<Element> of(EObject element, EReference reference) {
		Stream<? extends EObject> all = switch (element) {
		case PerceptualTerm term -> ((PerceptualLoss) term.eContainer()).getNetwork() == null ? Stream.of() : ((PerceptualLoss) term.eContainer()).getNetwork().getNodes().stream();
		case Stage stage when reference.getEReferenceType().isSuperTypeOf(stage.eClass()) -> stage.getNetwork() == null ? Stream.of() : stage.getNetwork().getNodes().stream();
		case Phase phase when reference.isMany() -> phase.getGenerator() == null ? Stream.of() : phase.getGenerator().getNodes().stream();
		case Argument argument -> ((BlockUse) argument.eContainer()).getBlock() == null ? Stream.of() : ((BlockUse) argument.eContainer()).getBlock().getParameters().stream();
		case Edge edge -> ((Graph) edge.eContainer()).getNodes().stream();
		default -> everything(element);
		};
		return all.filter(each -> each != element && reference.getEReferenceType().isInstance(each)).map(Element.class::cast).toList();
	}

	private static Stream<EObject> everything(EObject element) {
		List<EObject> all = new ArrayList<>();
		if (EcoreUtil.getRootContainer(element) instanceof Study study)
			study.eAllContents().forEachRemaining(all::add);
		return all.stream();
	}
}
