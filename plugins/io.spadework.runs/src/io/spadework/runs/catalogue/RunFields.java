package io.spadework.runs.catalogue;

import io.spadework.runs.compare.Direction;
import io.spadework.runs.compare.SettingRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that is known of some runs: what every list of runs has, their settings, and what was measured. */
public final class RunFields {

	private final Map<String, RunField> fields = new LinkedHashMap<>();
	private final Set<String> differing;
	/** Full names by the metric's name alone. */
	private final Map<String, List<String>> protocols;

	private RunFields(Set<String> settings, Set<String> differing, Set<String> metrics) {
		this.differing = differing;
		RunField.builtIn().forEach(this::add);
		settings.forEach(name -> add(RunField.ofSetting(name)));
		protocols = metrics.stream().collect(Collectors.groupingBy(RunFields::withoutProtocol, TreeMap::new, Collectors.toList()));
		for (String metric : metrics) {
			boolean alone = protocols.get(withoutProtocol(metric)).size() == 1;
			RunField.ofMetric(metric, alone ? withoutProtocol(metric) : metric).forEach(this::add);
		}
	}

	/** The fields of runs. */
	public static RunFields of(Collection<RunEntry> runs) {
		Map<String, Set<String>> values = new TreeMap<>();
		Map<String, Integer> having = new HashMap<>();
		Set<String> metrics = new TreeSet<>();
		int readable = 0;
		for (RunEntry run : runs) {
			readable += run.summary().settings().isEmpty() ? 0 : 1;
			run.summary().settings().forEach((name, value) -> {
				values.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value);
				having.merge(name, 1, Integer::sum);
			});
			metrics.addAll(run.summary().metrics().keySet());
		}
		Set<String> differing = new TreeSet<>();
		for (Map.Entry<String, Set<String>> setting : values.entrySet()) {
			if (setting.getValue().size() > 1 || having.get(setting.getKey()) < readable) {
				differing.add(setting.getKey());
			}
		}
		return new RunFields(values.keySet(), SettingRow.chief(differing), metrics);
	}

	private void add(RunField field) {
		fields.putIfAbsent(field.word(), field);
	}

	/** All of them: of the run, settings, metrics. */
	public List<RunField> all() {
		return List.copyOf(fields.values());
	}

	/** True for a setting in which runs differ, or that only some have, as far as a person reads it. */
	public boolean differs(RunField setting) {
		return differing.contains(setting.word());
	}

	/** What one sees first: how the runs stand, and the newest value of each evaluation that can be better or worse and of the total losses. */
	public List<RunField> chief() {
		List<RunField> chief = new ArrayList<>();
		for (String word : List.of("starred", "name", "status", "steps", "started", "duration")) {
			chief.add(fields.get(word));
		}
		fields.values().stream().filter(field -> field.origin() == RunField.Origin.METRIC && isChief(field.word())).forEach(chief::add);
		for (String word : List.of("tag", "notes")) {
			chief.add(fields.get(word));
		}
		return chief;
	}

	private static boolean isChief(String word) {
		// An evaluation's full name ends with its protocol's hash: no aspect of it does.
		return word.matches(".*@[0-9a-f]{8}") && Direction.of(word) != Direction.NONE || word.matches("loss/[^/]+/total");
	}

	/** The fields of a word: one, or of a metric without its protocol or without the network in brackets that looks at images those with each; empty where there is none. */
	public List<RunField> named(String word) {
		RunField exact = fields.get(word);
		if (exact != null) {
			return List.of(exact);
		}
		for (String aspect : List.of("", ".best", ".min", ".max")) {
			if (word.endsWith(aspect)) {
				String name = word.substring(0, word.length() - aspect.length());
				List<RunField> found = protocols.keySet().stream().filter(metric -> metric.equals(name) || metric.startsWith(name + "[")).flatMap(metric -> protocols.get(metric).stream())
						.map(full -> fields.get(full + aspect)).filter(Objects::nonNull).toList();
				if (!found.isEmpty()) {
					return found;
				}
			}
		}
		return List.of();
	}

	/** Why a word means nothing here, with what may have been meant; null where it means something. */
	public String unknown(String word) {
		if (!named(word).isEmpty()) {
			return null;
		}
		Set<String> near = new LinkedHashSet<>();
		for (RunField field : fields.values()) {
			String name = withoutProtocol(field.word());
			if (name.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)) || distance(name, word) <= 2) {
				near.add(name);
			}
		}
		String meant = near.isEmpty() ? "" : "; there " + (near.size() == 1 ? "is " : "are ") + near.stream().limit(6).collect(Collectors.joining(", "));
		return "no run has \"" + word + "\"" + meant;
	}

	/** A metric's name as one types it. */
	public static String withoutProtocol(String word) {
		return word.replaceFirst("@[0-9a-f]{8}(?=$|\\.(best|min|max)$)", "");
	}

	/** Letters to change, add or leave out to make one word of the other; large for words of unlike length. */
	private static int distance(String a, String b) {
		if (Math.abs(a.length() - b.length()) > 2 || b.length() < 3) {
			return Integer.MAX_VALUE;
		}
		int[] row = new int[b.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int changed = diagonal + (Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[b.length()];
	}
}
