package io.spadework.model.edit.changes;

import java.util.List;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EReference;

import io.spadework.model.Ids;
import io.spadework.model.Names;
import io.spadework.model.study.Element;
import io.spadework.model.study.FeatureNetwork;
import io.spadework.model.study.Node;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Output;
import io.spadework.model.study.PerceptualLoss;
import io.spadework.model.study.PerceptualTerm;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.study.StudyPackage.Literals;

/** Adds a kind of loss, with the weight that is usual, to an objective that has none of it. */
public final class AddLoss implements Change {

	private final Objective objective;
	private final EClass kind;
	private Element loss;

	/** A loss of a kind. */
	public AddLoss(Objective objective, EClass kind) {
		this.objective = objective;
		this.kind = kind;
	}

	/** The kinds of losses that an objective can have. */
	public static List<EClass> kinds() {
		return Literals.OBJECTIVE.getEAllContainments().stream().map(EReference::getEReferenceType).toList();
	}

	/** The loss that was made; null before. */
	public Element loss() {
		return loss;
	}

	@Override
	public String label() {
		return "Add " + Names.kind(kind);
	}

	@Override
	public String refusal() {
		if (objective == null) {
			return "The experiment has no objective that could have a loss.";
		}
		if (objective.eGet(place(kind)) != null) {
			return "Objective " + Names.of(objective) + " has this loss already; its weight says how much it counts.";
		}
		return kind == Literals.PERCEPTUAL_LOSS && features() == null ? "A perceptual loss compares what a feature network sees, and the study has no feature network." : null;
	}

	@Override
	public void make() {
		loss = (Element) StudyFactory.eINSTANCE.create(kind);
		loss.setId(Ids.random());
		if (loss instanceof PerceptualLoss perceptual) {
			perceptual.setNetwork(features());
			deepest(features()).forEach(node -> perceptual.getTerms().add(term(node)));
		}
		objective.eSet(place(kind), loss);
	}

	/** The last activation; others are added where they are wanted. */
	private static List<Node> deepest(FeatureNetwork network) {
		return network.getNodes().reversed().stream().filter(node -> !(node instanceof Output)).limit(1).toList();
	}

	private static PerceptualTerm term(Node node) {
		PerceptualTerm term = StudyFactory.eINSTANCE.createPerceptualTerm();
		term.setId(Ids.random());
		term.setNode(node);
		return term;
	}

	private FeatureNetwork features() {
		return objective.eContainer() instanceof Study study
				? study.getNetworks().stream().filter(FeatureNetwork.class::isInstance).map(FeatureNetwork.class::cast).findFirst().orElse(null) : null;
	}

	private static EReference place(EClass kind) {
		return Literals.OBJECTIVE.getEAllContainments().stream().filter(reference -> reference.getEReferenceType() == kind).findFirst()
				.orElseThrow(() -> new IllegalArgumentException(kind.getName() + " is no loss"));
	}
}
