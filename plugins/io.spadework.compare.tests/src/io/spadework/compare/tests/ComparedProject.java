package io.spadework.compare.tests;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.eclipse.core.resources.IFile;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swtchart.Chart;
import org.eclipse.ui.part.FileEditorInput;

import io.spadework.compare.ComparisonEditor;
import io.spadework.model.Studies;
import io.spadework.model.study.Convolution;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Edge;
import io.spadework.model.study.Node;
import io.spadework.model.study.Normalisation;
import io.spadework.model.study.Study;
import io.spadework.model.study.StudyFactory;
import io.spadework.model.templates.DataChoice;
import io.spadework.model.templates.Templates;
import io.spadework.runs.compare.SavedComparison;
import io.spadework.ui.tests.InProject;
import io.spadework.ui.tests.Workbench;
import io.spadework.ui.tests.WrittenRun;

/** A workbench with a project whose runs are compared. */
abstract class ComparedProject extends InProject {

	/** A run of a template, with samples at two steps. */
	WrittenRun run(String name, String template, int ngf, long seed, int steps) throws Exception {
		return run(name, study(template, ngf), seed, steps);
	}

	static Study study(String template, int ngf) {
		return Templates.named(template).create(Map.of("crop", "64", "ngf", String.valueOf(ngf)), new DataChoice.BuiltInLandscapes());
	}

	/** A run of a study, with samples at two steps. */
	WrittenRun run(String name, Study study, long seed, int steps) throws Exception {
		WrittenRun run = WrittenRun.start(runs.resolve(name), steps, seed, study.getExperiments().get(0).getName());
		Studies.save(study, run.run().study());
		return run.steps(steps / 2).sample(steps / 2).steps(steps - steps / 2).sample(steps);
	}

	ComparisonEditor open(String... names) throws Exception {
		List<Path> paths = new ArrayList<>();
		for (String name : names) {
			paths.add(runs.resolve(name));
		}
		IFile file = project.getFile("some.comparison");
		Path folder = project.getLocation().toPath();
		file.create(new ByteArrayInputStream(SavedComparison.of(paths).text(folder).getBytes(StandardCharsets.UTF_8)), true, null);
		ComparisonEditor editor = (ComparisonEditor) page.openEditor(new FileEditorInput(file), ComparisonEditor.ID);
		Workbench.await("the runs are read", () -> editor.comparison() != null && !tables(editor).isEmpty() && tables(editor).get(0).getItemCount() > 0);
		page.activate(editor); // the welcome page may have come over it
		return editor;
	}

	static Composite show(ComparisonEditor editor, String title) throws Exception {
		Composite container = editor.show(title);
		Workbench.pass(Duration.ofMillis(100));
		return container;
	}

	static List<Table> tables(ComparisonEditor editor) throws Exception {
		return all(editor.show("Tables"), Table.class);
	}

	static <T extends Control> List<T> all(Composite parent, Class<T> kind) {
		List<T> found = new ArrayList<>();
		for (Control child : parent.getChildren()) {
			if (kind.isInstance(child)) {
				found.add(kind.cast(child));
			}
			if (child instanceof Composite inner && !(child instanceof Chart)) {
				found.addAll(all(inner, kind));
			}
		}
		return found;
	}

	static boolean has(Table table, Predicate<List<String>> wanted) {
		for (int row = 0; row < table.getItemCount(); row++) {
			List<String> texts = new ArrayList<>();
			for (int column = 0; column < table.getColumnCount(); column++) {
				texts.add(table.getItem(row).getText(column));
			}
			if (wanted.test(texts)) {
				return true;
			}
		}
		return false;
	}

	/** A study whose discriminator has one node more, one less, and one that is wider. */
	static Study changedDiscriminator() {
		Study study = study("spade", 4);
		Discriminator discriminator = study.getExperiments().get(0).getDiscriminator();
		List<Node> norms = discriminator.getNodes().stream().filter(Normalisation.class::isInstance).toList();
		Node gone = norms.get(norms.size() - 1);
		List.copyOf(gone.getOutgoing()).forEach(edge -> edge.setSource(gone.getIncoming().get(0).getSource()));
		discriminator.getEdges().removeAll(List.copyOf(gone.getIncoming()));
		List.copyOf(gone.getIncoming()).forEach(edge -> edge.setSource(null));
		discriminator.getNodes().remove(gone);
		Edge out = norms.get(0).getOutgoing().get(0);
		Convolution more = StudyFactory.eINSTANCE.createConvolution();
		more.setId("one-more");
		more.setName("one more");
		more.setFilters("8");
		discriminator.getNodes().add(more);
		Edge edge = StudyFactory.eINSTANCE.createEdge();
		edge.setId("one-more-edge");
		edge.setSource(more);
		edge.setTarget(out.getTarget());
		discriminator.getEdges().add(edge);
		out.setTarget(more);
		return study;
	}

	/** Chooses an entry of a list as a person would. */
	static void choose(Combo combo, String entry) {
		combo.setText(entry);
		combo.notifyListeners(SWT.Selection, new Event());
	}

	static Combo combo(Composite parent, String entry) {
		return all(parent, Combo.class).stream().filter(each -> List.of(each.getItems()).contains(entry)).findFirst().orElseThrow(() -> new AssertionError("no list with " + entry));
	}

	static Button button(Composite parent, String text) {
		return all(parent, Button.class).stream().filter(each -> each.getText().replace("&", "").equals(text)).findFirst().orElseThrow(() -> new AssertionError("no button " + text));
	}

	/** Switches a button on, or presses it. */
	static void press(Button button) {
		for (Control sibling : button.getParent().getChildren()) {
			if ((button.getStyle() & SWT.RADIO) != 0 && sibling instanceof Button other && (other.getStyle() & SWT.RADIO) != 0) {
				other.setSelection(false);
			}
		}
		button.setSelection(true);
		button.notifyListeners(SWT.Selection, new Event());
	}
}
