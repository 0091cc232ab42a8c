package io.spadework.sirius;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.edit.changes.AddLoss;
import io.spadework.model.edit.changes.Freeze;
import io.spadework.model.edit.changes.RemoveLoss;
import io.spadework.model.edit.changes.SetValue;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Objective;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Port;
import io.spadework.model.study.Stage;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyPackage;
import io.spadework.notation.EditText;
import io.spadework.notation.Family;
import io.spadework.notation.Line;
import io.spadework.notation.NodeNotation;
import io.spadework.notation.training.Flow;
import io.spadework.notation.training.Part;
import io.spadework.notation.training.Role;
import io.spadework.notation.training.Training;

/** What the training diagrams of the viewpoint ask and do. A mapping is called as the role of the parts that it shows, for a discriminator with its scale behind. */
public final class TrainingServices {

	/** The training that an experiment's diagram, or that of a phase, shows. */
	private static Training training(EObject root) {
		return root == null ? null : Memory.of(root, List.of("training", root), () -> switch (root) {
		case Experiment experiment -> Training.of(experiment, null);
		case Phase phase -> experiment(phase) == null ? null : Training.of(experiment(phase), phase);
		default -> null;
		});
	}

	/** The first experiment that goes through a phase. */
	private static Experiment experiment(Phase phase) {
		return phase.eContainer() != null && phase.eContainer().eContainer() instanceof Study study
				? study.getExperiments().stream().filter(each -> each.getPlan() == phase.eContainer()).findFirst().orElse(null) : null;
	}

	private static Training of(EObject diagram) {
		return training(Views.semantic(diagram));
	}

	private static Collection<Element> elements(EObject root, Role role) {
		return elements(root, role, 0);
	}

	private static Collection<Element> elements(EObject root, Role role, int scale) {
		Training training = training(root);
		return training == null ? List.of() : training.parts().stream().filter(part -> part.role() == role && (scale == 0 || part.scale() == scale)).map(Part::element).toList();
	}

	/** The part that a view shows; null for a view of something else. */
	private static Part part(EObject view, EObject diagram) {
		Training training = of(diagram);
		String mapping = Views.mapping(view);
		EObject element = Views.semantic(view);
		return training == null ? null : training.parts().stream().filter(part -> part.element() == element && mapping.equals(mapping(part.role(), part.scale()))).findFirst().orElse(null);
	}

	/** What the mapping of a role is called. */
	static String mapping(Role role, int scale) {
		return role + (scale == 0 ? "" : " " + scale);
	}

	// ---- what is shown

	/** The data set, for its label map. */
	public Collection<Element> labelMaps(EObject root) {
		return elements(root, Role.LABEL_MAP);
	}

	/** The data set, for its edges between instances. */
	public Collection<Element> edgeMaps(EObject root) {
		return elements(root, Role.EDGE_MAP);
	}

	/** The data set, for its real images. */
	public Collection<Element> realImages(EObject root) {
		return elements(root, Role.REAL_IMAGE);
	}

	/** The encoder's input. */
	public Collection<Element> styleImages(EObject root) {
		return elements(root, Role.STYLE_IMAGE);
	}

	/** The style encoder. */
	public Collection<Element> encoders(EObject root) {
		return elements(root, Role.ENCODER);
	}

	/** The generator's style code input. */
	public Collection<Element> styleCodes(EObject root) {
		return elements(root, Role.STYLE_CODE);
	}

	/** The coarser generators inside. */
	public Collection<Element> stages(EObject root) {
		return elements(root, Role.STAGE);
	}

	/** The generator. */
	public Collection<Element> generators(EObject root) {
		return elements(root, Role.GENERATOR);
	}

	/** The generator's output. */
	public Collection<Element> generatedImages(EObject root) {
		return elements(root, Role.GENERATED_IMAGE);
	}

	/** The discriminator, for what it sees. */
	public Collection<Element> judged(EObject root) {
		return elements(root, Role.JUDGED);
	}

	/** The discriminator at its first scale. */
	public Collection<Element> discriminators1(EObject root) {
		return elements(root, Role.DISCRIMINATOR, 1);
	}

	/** The discriminator at its second scale. */
	public Collection<Element> discriminators2(EObject root) {
		return elements(root, Role.DISCRIMINATOR, 2);
	}

	/** The discriminator at its third scale. */
	public Collection<Element> discriminators3(EObject root) {
		return elements(root, Role.DISCRIMINATOR, 3);
	}

	/** The discriminator at its fourth scale. */
	public Collection<Element> discriminators4(EObject root) {
		return elements(root, Role.DISCRIMINATOR, 4);
	}

	/** The feature network. */
	public Collection<Element> featureNetworks(EObject root) {
		return elements(root, Role.FEATURE_NETWORK);
	}

	/** The segmenter. */
	public Collection<Element> segmenters(EObject root) {
		return elements(root, Role.SEGMENTER);
	}

	/** The adversarial loss, for the generator. */
	public Collection<Element> generatorAdversarial(EObject root) {
		return elements(root, Role.GENERATOR_ADVERSARIAL);
	}

	/** The adversarial loss, for the discriminators. */
	public Collection<Element> discriminatorAdversarial(EObject root) {
		return elements(root, Role.DISCRIMINATOR_ADVERSARIAL);
	}

	/** The feature matching loss. */
	public Collection<Element> featureMatching(EObject root) {
		return elements(root, Role.FEATURE_MATCHING);
	}

	/** The perceptual loss. */
	public Collection<Element> perceptual(EObject root) {
		return elements(root, Role.PERCEPTUAL);
	}

	/** The L1 loss. */
	public Collection<Element> l1(EObject root) {
		return elements(root, Role.L1);
	}

	/** The divergence loss. */
	public Collection<Element> divergence(EObject root) {
		return elements(root, Role.DIVERGENCE);
	}

	/** The cross-entropy loss. */
	public Collection<Element> crossEntropy(EObject root) {
		return elements(root, Role.CROSS_ENTROPY);
	}

	/** The objective, for what the generator descends. */
	public Collection<Element> generatorTotals(EObject root) {
		return elements(root, Role.GENERATOR_TOTAL);
	}

	/** The objective, for what the discriminators descend. */
	public Collection<Element> discriminatorTotals(EObject root) {
		return elements(root, Role.DISCRIMINATOR_TOTAL);
	}

	/** What stands in a part. */
	public String partLabel(EObject element, EObject view, EObject diagram) {
		Part part = part(view, diagram);
		if (part == null)
			return "";
		NodeNotation look = part.look();
		return lines(look.symbol().isEmpty() ? look.name() : look.symbol() + "  " + look.name(), look.frozen() ? "frozen" : "", look.detail(), look.inside(),
				Views.isOn(diagram, GraphServices.SHAPES) || look.family() == Family.LOSS ? look.output() : "",
				Views.isOn(diagram, GraphServices.COSTS) && !look.parameters().isEmpty() ? look.parameters() + " params" : "");
	}

	/** Whether a stage does not learn in the phase that a diagram shows. */
	public boolean isFrozen(Stage stage, EObject diagram) {
		Training training = of(diagram);
		return training != null && training.parts().stream().anyMatch(part -> part.element() == stage && part.look().frozen());
	}

	/** Whether SPADE colours a generator or stage. */
	public boolean paintsWithSpade(EObject element, EObject diagram) {
		Training training = of(diagram);
		return training != null && training.parts().stream().anyMatch(part -> part.element() == element && part.look().family() == Family.SPADE);
	}

	/** What an element flows to. */
	public Collection<Element> flowTargets(EObject element, EObject diagram) {
		Training training = of(diagram);
		if (training == null)
			return List.of();
		Set<Element> targets = new LinkedHashSet<>();
		training.flows().stream().filter(flow -> flow.source().element() == element).forEach(flow -> targets.add(flow.target().element()));
		return targets;
	}

	private static Flow flow(EObject source, EObject target, EObject diagram) {
		Part from = part(source, diagram);
		Part to = part(target, diagram);
		return from == null || to == null ? null : of(diagram).flows().stream().filter(flow -> flow.source() == from && flow.target() == to).findFirst().orElse(null);
	}

	private static boolean carries(EObject source, EObject target, EObject diagram, Set<Port> ports) {
		Flow flow = flow(source, target, diagram);
		return flow != null && ports.contains(flow.line().port());
	}

	/** Whether data flow from one view to another. */
	public boolean isDataFlow(EObject element, EObject sourceView, EObject targetView, EObject diagram) {
		return carries(sourceView, targetView, diagram, Set.of(Port.DATA));
	}

	/** Whether the label map flows from one view to another. */
	public boolean isLabelMapFlow(EObject element, EObject sourceView, EObject targetView, EObject diagram) {
		return carries(sourceView, targetView, diagram, Set.of(Port.LABEL_MAP));
	}

	/** Whether a style code flows from one view to another. */
	public boolean isStyleFlow(EObject element, EObject sourceView, EObject targetView, EObject diagram) {
		return carries(sourceView, targetView, diagram, Set.of(Port.STYLE, Port.CONDITION));
	}

	/** What stands beside a flow: its shape where the layer is on, and a weight always. */
	public String flowLabel(EObject element, EObject view, EObject diagram) {
		Flow flow = flow(Views.source(view), Views.target(view), diagram);
		Line line = flow == null ? null : flow.line();
		return line == null || !Views.isOn(diagram, GraphServices.SHAPES) && flow.source().look().family() != Family.LOSS ? "" : line.label();
	}

	/** What a training diagram is called. */
	public String trainingTitle(EObject root) {
		Training training = training(root);
		return training == null ? "Training" : "Training of " + training.title().name();
	}

	private static String lines(String... lines) {
		return Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

	// ---- where one can go

	/** The network behind a part: a stage's, or the one that an input or output belongs to; null where there is none. */
	public EObject networkBehind(EObject element) {
		EObject behind = element instanceof Stage stage ? stage.getNetwork() : element;
		while (behind != null && !(behind instanceof Graph))
			behind = behind.eContainer();
		return behind;
	}

	/** Whether there is a network behind a part that is no discriminator. */
	public boolean hasArchitecture(EObject element) {
		EObject behind = networkBehind(element);
		return behind != null && behind.eClass() != StudyPackage.Literals.DISCRIMINATOR;
	}

	// ---- what can be made, and is made

	/** Adds a loss of a kind, called as in "L1Loss", to the objective. */
	public EObject addLoss(EObject root, String kind) {
		Gestures.make(new AddLoss(objectiveOf(root), (EClass) StudyPackage.eINSTANCE.getEClassifier(kind)));
		return root;
	}

	private static Objective objectiveOf(EObject root) {
		Training training = training(root);
		return training == null ? null : training.experiment().getObjective();
	}

	/** Takes a loss out of the objective. */
	public EObject removeLoss(Element element) {
		EObject root = element.eContainer();
		Gestures.make(new RemoveLoss(element));
		return root;
	}

	/** Whether an element is a loss. */
	public boolean isLoss(EObject element) {
		return new RemoveLoss(element).refusal() == null;
	}

	/** Whether an element is a stage. */
	public boolean isStage(EObject element) {
		return element instanceof Stage;
	}

	/** Lets a stage not learn in the phase that is shown, or learn in it again. */
	public EObject freeze(Stage stage, EObject diagram) {
		Training training = of(diagram);
		Gestures.make(new Freeze(training == null ? null : training.phase(), stage));
		return stage;
	}

	/** The text of a part to be changed: a loss's weight, otherwise the name. */
	public String partText(Element element, EObject view, EObject diagram) {
		Part part = part(view, diagram);
		EAttribute weight = part == null ? null : part.weight();
		return weight != null ? Objects.toString(element.eGet(weight), "") : element instanceof NamedElement named ? EditText.of(named) : "";
	}

	/** Takes a changed text. */
	public EObject editPart(Element element, EObject view, EObject diagram, Object text) {
		Part part = part(view, diagram);
		EAttribute weight = part == null ? null : part.weight();
		String typed = Objects.toString(text, "").strip();
		if (weight != null)
			Gestures.make(new SetValue(List.of(element), weight, typed));
		else if (element instanceof NamedElement named)
			Gestures.make(EditText.change(named, typed));
		return element;
	}
}
