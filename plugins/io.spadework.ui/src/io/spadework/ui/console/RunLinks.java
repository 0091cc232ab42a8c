package io.spadework.ui.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.ui.console.IConsole;
import org.eclipse.debug.ui.console.IConsoleLineTracker;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.console.IHyperlink;

import io.spadework.launch.EngineProcess;
import io.spadework.runs.RunFolder;

/** Turns what a training's console says into links: an element of the study to its place in the editor, a line of the generated source to that line, a file to the file. */
public final class RunLinks implements IConsoleLineTracker {

	/** A line of a stack: {@code at landscapes.Generator.head(Generator.java:57)}. */
	private static final Pattern STACK = Pattern.compile("\\bat ([\\w.$]+)\\.[\\w$<>]+\\((\\w+\\.java):(\\d{1,7})\\)");
	/** An absolute path with an ending. */
	private static final Pattern PATH = Pattern.compile("(?<![\\w/])(/[^\\s\"':;,()]+\\.\\w{1,5})");
	/** What may name an element: between quotes, or with the words that say it is one. */
	private static final Pattern QUOTED = Pattern.compile("\"([^\"]{1,80})\"|'([^']{1,80})'|\\b(?:vertex|node|layer|block|network|Block|Phase) ([\\w/ -]{1,60}?)(?=[:.,;]| (?:is|has|needs|gives|in|of)\\b|$)");

	private IConsole console;
	private RunFolder run;
	private volatile Map<String, String> elements;

	@Override
	public void init(IConsole of) {
		console = of;
		String folder = of.getProcess() == null ? null : of.getProcess().getAttribute(EngineProcess.ATTR_RUN);
		run = folder == null ? null : RunFolder.at(Path.of(folder));
		if (run != null) {
			Job.createSystem("Reading the study of " + run.path().getFileName(), monitor -> {
				elements = StudyElements.byName(run);
				return Status.OK_STATUS;
			}).schedule();
		}
	}

	@Override
	public void lineAppended(IRegion line) {
		if (run == null) {
			return;
		}
		try {
			String text = console.getDocument().get(line.getOffset(), line.getLength());
			link(STACK.matcher(text), 2, line, matcher -> source(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))));
			link(PATH.matcher(text), 1, line, matcher -> Files.isRegularFile(Path.of(matcher.group(1))) ? new FileLink(Path.of(matcher.group(1)), 0) : null);
			for (Matcher matcher = QUOTED.matcher(text); matcher.find();) {
				int group = matcher.group(1) != null ? 1 : matcher.group(2) != null ? 2 : 3;
				String element = element(matcher.group(group).strip());
				if (element != null) {
					console.addLink(new ElementLink(run, element), line.getOffset() + matcher.start(group), matcher.end(group) - matcher.start(group));
				}
			}
		} catch (BadLocationException gone) {
			// the console has dropped its beginning meanwhile
		}
	}

	private interface Linking {

		IHyperlink of(Matcher found);
	}

	private void link(Matcher matcher, int group, IRegion line, Linking linking) {
		while (matcher.find()) {
			IHyperlink link = linking.of(matcher);
			if (link != null) {
				int end = group == 2 ? matcher.end(3) : matcher.end(group);
				console.addLink(link, line.getOffset() + matcher.start(group), end - matcher.start(group));
			}
		}
	}

	/** The generated source that a stack line is about, as it ran; null where the class is not of this run. */
	private IHyperlink source(String className, String file, int line) {
		int dot = className.lastIndexOf('.');
		Path source = run.sources().resolve(dot < 0 ? "" : className.substring(0, dot).replace('.', '/')).resolve(file).normalize();
		return source.startsWith(run.sources()) && Files.isRegularFile(source) ? new FileLink(source, line) : null;
	}

	/** The element that a name or a path such as head/conv0 means. */
	private String element(String name) {
		Map<String, String> known = elements == null ? new HashMap<>() : elements;
		String found = known.get(name);
		if (found == null && name.contains("/")) {
			found = known.getOrDefault(name.substring(name.lastIndexOf('/') + 1), known.get(name.substring(0, name.indexOf('/'))));
		}
		return found;
	}

	@Override
	public void dispose() {
		console = null;
	}
}
