package io.spadework.model.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.emf.ecore.EObject;

import io.spadework.model.Ids;
import io.spadework.model.Names;
import io.spadework.model.Rule;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.Element;
import io.spadework.model.study.NamedElement;
import io.spadework.model.study.Node;
import io.spadework.model.study.Study;

/** Ids and names. */
public final class IdentityRules {

	private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
	private static final Set<String> FUNCTIONS = Set.of("min", "max", "round", "floor", "ceil", "log2");

	private IdentityRules() {
	}

	/** Reports what cannot be told apart, or cannot be called by its name. */
	public static void check(Study study, Report report) {
		ids(study, report);
		unique(study.getParameters(), "parameter", report);
		unique(study.getNetworks(), "network", report);
		unique(study.getBlocks(), "block", report);
		unique(study.getExperiments(), "experiment", report);
		unique(study.getSweeps(), "sweep", report);
		study.getPlans().forEach(plan -> unique(plan.getPhases(), "phase of plan " + Names.of(plan), report));
		Graphs.all(study).forEach(graph -> unique(graph.getNodes(), "node of " + Names.of(graph), report));
		study.getParameters().forEach(parameter -> usable(parameter, parameter.getName(), "parameter ", report));
		study.getBlocks().forEach(block -> names(block, report));
	}

	/** What expressions of a block call by name: its parameters, and the channels that enter. */
	private static void names(Block block, Report report) {
		unique(block.getParameters(), "parameter of block " + Names.of(block), report);
		Set<String> names = new HashSet<>();
		for (BlockParameter parameter : block.getParameters()) {
			usable(parameter, parameter.getName(), "parameter ", report);
			names.add(parameter.getName());
		}
		for (Node node : block.getNodes()) {
			if (node instanceof BlockInput input && input.getChannels() != null && !input.getChannels().isBlank()) {
				usable(input, input.getChannels(), "channel name ", report);
				if (!names.add(input.getChannels())) {
					report.add(Rule.UNIQUE_NAME, input, "block input " + Names.of(input) + " calls its channels " + input.getChannels() + ", as another input or a parameter of block "
							+ Names.of(block) + " is called; give one of them another name");
				}
			}
		}
	}

	private static void usable(EObject element, String name, String kind, Report report) {
		if (name != null && !name.isBlank() && (!PARAMETER_NAME.matcher(name).matches() || FUNCTIONS.contains(name))) {
			report.add(Rule.PARAMETER_NAME, element, kind + name
					+ " cannot be used in expressions; a name is made of letters, digits and \"_\", a letter first, and is none of the functions min, max, round, floor, ceil, log2");
		}
	}

	private static void ids(Study study, Report report) {
		Map<String, EObject> holders = new HashMap<>();
		id(study, holders, report);
		for (Iterator<EObject> all = study.eAllContents(); all.hasNext();) {
			id(all.next(), holders, report);
		}
	}

	private static void id(EObject object, Map<String, EObject> holders, Report report) {
		String id = ((Element) object).getId();
		if (!Ids.isWellFormed(id)) {
			report.add(Rule.ID, object, Names.kind(object) + " " + Names.of(object) + " has " + (id == null ? "no id" : "the id \"" + id + "\"")
					+ "; an id is made of letters, digits, \"_\", \"-\" and \".\", a letter or \"_\" first");
		} else {
			EObject other = holders.putIfAbsent(id, object);
			if (other != null) {
				report.add(Rule.UNIQUE_ID, object,
						Names.kind(object) + " " + Names.of(object) + " has the id " + id + ", which is that of " + Names.kind(other) + " " + Names.of(other));
			}
		}
		if (object instanceof NamedElement named && (named.getName() == null || named.getName().isBlank())) {
			report.add(Rule.NAME, object, Names.kind(object) + " with id " + id + " has no name");
		}
	}

	private static void unique(List<? extends NamedElement> elements, String kind, Report report) {
		Set<String> names = new HashSet<>();
		for (NamedElement element : elements) {
			if (element.getName() != null && !element.getName().isBlank() && !names.add(element.getName())) {
				report.add(Rule.UNIQUE_NAME, element, "another " + kind + " is called " + element.getName() + " too; give one of them another name");
			}
		}
	}
}
