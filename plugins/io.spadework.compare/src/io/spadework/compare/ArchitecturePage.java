package io.spadework.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.compare.CompareConfiguration;
import org.eclipse.compare.CompareEditorInput;
import org.eclipse.compare.CompareUI;
import org.eclipse.compare.structuremergeviewer.Differencer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

import io.spadework.model.Studies;
import io.spadework.model.StudyException;
import io.spadework.model.difference.ArchitectureDifference;
import io.spadework.model.difference.FieldDifference;
import io.spadework.model.difference.GraphDifference;
import io.spadework.model.difference.NodeDifference;
import io.spadework.model.difference.State;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Study;
import io.spadework.notation.Numbers;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.ui.live.Colours;

/** What the networks of two runs differ in: nodes that were added, removed or changed, with what each change costs; and their generated sources side by side. */
final class ArchitecturePage implements Page {

	private Combo first;
	private Combo second;
	private Button all;
	private Button sources;
	private Label summary;
	private TreeViewer tree;
	private Shown shown;
	private String compared = "";

	@Override
	public String title() {
		return "Architecture";
	}

	@Override
	public Control create(Composite parent) {
		Composite page = new Composite(parent, SWT.NONE);
		page.setLayout(new GridLayout(6, false));
		first = choice(page, "The run that the other one is held against");
		Label to = new Label(page, SWT.NONE);
		to.setText("→");
		second = choice(page, "The other run");
		all = new Button(page, SWT.CHECK);
		all.setText("Show what is the &same, too");
		all.addListener(SWT.Selection, event -> tree.refresh());
		sources = new Button(page, SWT.PUSH);
		sources.setText("Compare &Generated Source");
		sources.setToolTipText("Opens the sources that both runs were trained with, side by side");
		sources.addListener(SWT.Selection, event -> compareSources());
		summary = new Label(page, SWT.NONE);
		summary.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		tree = new TreeViewer(page, SWT.FULL_SELECTION | SWT.BORDER | SWT.H_SCROLL | SWT.V_SCROLL);
		tree.getTree().setHeaderVisible(true);
		tree.getTree().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 6, 1));
		tree.setContentProvider(new Differences());
		column("Network, block, node", 300, SWT.LEFT, ArchitecturePage::name);
		column("What became of it", 130, SWT.LEFT, each -> state(each) == State.SAME ? "" : state(each).word());
		column("Change", 420, SWT.LEFT, ArchitecturePage::change);
		column("Output", 170, SWT.LEFT, each -> each instanceof NodeDifference node ? output(node) : "");
		column("Parameters", 120, SWT.RIGHT, each -> signed(each instanceof NodeDifference node ? node.parameters() : ((GraphDifference) each).parameters()));
		column("Multiply-adds", 120, SWT.RIGHT, each -> signed(each instanceof NodeDifference node ? node.multiplyAdds() : ((GraphDifference) each).multiplyAdds()));
		tree.addFilter(new ViewerFilter() {
			@Override
			public boolean select(Viewer viewer, Object parent, Object element) {
				return all.getSelection() || state(element) != State.SAME;
			}
		});
		return page;
	}

	private Combo choice(Composite parent, String says) {
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		combo.setToolTipText(says);
		combo.addListener(SWT.Selection, event -> compare());
		return combo;
	}

	private interface Text {
		String of(Object element);
	}

	private void column(String title, int width, int style, Text text) {
		TreeViewerColumn column = new TreeViewerColumn(tree, style);
		column.getColumn().setText(title);
		column.getColumn().setWidth(width);
		column.setLabelProvider(new ColumnLabelProvider() {
			@Override
			public String getText(Object element) {
				return text.of(element);
			}

			@Override
			public String getToolTipText(Object element) {
				return text.of(element);
			}

			@Override
			public Color getForeground(Object element) {
				return colour(state(element));
			}
		});
	}

	private Color colour(State state) {
		Colours palette = Colours.around(tree.getControl().getParent());
		return switch (state) {
		case SAME -> palette.faint();
		case CHANGED -> palette.curve(0);
		case ADDED -> palette.curve(2);
		case REMOVED -> palette.curve(7);
		};
	}

	private static State state(Object element) {
		return element instanceof NodeDifference node ? node.state() : ((GraphDifference) element).state();
	}

	private static String name(Object element) {
		if (element instanceof NodeDifference node) {
			return node.node().getName();
		}
		GraphDifference graph = (GraphDifference) element;
		return graph.graph().getName() + (graph.role().equals("block") ? ", a block" : ", " + graph.role());
	}

	private static String change(Object element) {
		if (element instanceof NodeDifference node) {
			return switch (node.state()) {
			case ADDED, REMOVED -> node.node().eClass().getName();
			default -> node.fields().stream().map(FieldDifference::toString).collect(Collectors.joining(", "));
			};
		}
		GraphDifference graph = (GraphDifference) element;
		List<String> words = new ArrayList<>(graph.fields().stream().map(FieldDifference::toString).toList());
		for (State state : List.of(State.ADDED, State.REMOVED, State.CHANGED)) {
			long count = graph.nodes().stream().filter(node -> node.state() == state).count();
			if (count > 0) {
				words.add(count + " " + state.word());
			}
		}
		return String.join(", ", words);
	}

	private static String output(NodeDifference node) {
		String before = node.shapeBefore() == null ? "" : node.shapeBefore().toString();
		String after = node.shapeAfter() == null ? "" : node.shapeAfter().toString();
		return before.equals(after) || after.isEmpty() ? before : before.isEmpty() ? after : before + " → " + after;
	}

	private static String signed(long more) {
		return more == 0 ? "" : (more > 0 ? "+" : "\u2212") + Numbers.count(Math.abs(more));
	}

	@Override
	public void show(Shown newShown) {
		shown = newShown;
		List<String> labels = shown.comparison().runs().stream().map(ComparedRun::label).toList();
		if (!labels.equals(List.of(first.getItems()))) {
			first.setItems(labels.toArray(String[]::new));
			second.setItems(labels.toArray(String[]::new));
			first.select(0);
			second.select(Math.min(1, labels.size() - 1));
			first.getParent().layout();
		}
		compare();
	}

	private void compare() {
		String pair = first.getText() + "\n" + second.getText();
		if (shown == null || first.getSelectionIndex() < 0 || pair.equals(compared)) {
			return;
		}
		compared = pair;
		ComparedRun before = shown.comparison().runs().get(first.getSelectionIndex());
		ComparedRun after = shown.comparison().runs().get(second.getSelectionIndex());
		summary.setText("Comparing …");
		Job.createSystem("Comparing architectures", monitor -> {
			ArchitectureDifference difference = null;
			String says;
			try {
				difference = ArchitectureDifference.of(experiment(before), experiment(after));
				says = summary(difference);
			} catch (StudyException e) {
				says = e.getMessage();
			}
			ArchitectureDifference found = difference;
			String text = says;
			if (!tree.getControl().isDisposed()) {
				tree.getControl().getDisplay().asyncExec(() -> fill(pair, found, text));
			}
			return Status.OK_STATUS;
		}).schedule();
	}

	private void fill(String pair, ArchitectureDifference difference, String text) {
		if (!tree.getControl().isDisposed() && pair.equals(compared)) {
			summary.setText(text);
			summary.setToolTipText(text);
			tree.setInput(difference);
			tree.expandAll();
		}
	}

	private static String summary(ArchitectureDifference difference) {
		if (difference.isEmpty()) {
			return "The networks are the same.";
		}
		long parameters = difference.graphs().stream().mapToLong(GraphDifference::parameters).sum();
		long multiplyAdds = difference.graphs().stream().mapToLong(GraphDifference::multiplyAdds).sum();
		long changed = difference.graphs().stream().filter(graph -> graph.state() != State.SAME).count();
		return String.format(Locale.ROOT, "%d of %d networks and blocks differ; %s parameters, %s multiply-adds for one image", changed, difference.graphs().size(),
				signedOrNone(parameters), signedOrNone(multiplyAdds));
	}

	private static String signedOrNone(long more) {
		return more == 0 ? "no more" : signed(more);
	}

	/** The experiment that a run trained. */
	private static Experiment experiment(ComparedRun run) throws StudyException {
		Study study = Studies.load(run.folder().study());
		String name = run.info() == null ? null : run.info().experiment();
		return study.getExperiments().stream().filter(each -> each.getName().equals(name)).findFirst()
				.or(() -> study.getExperiments().stream().findFirst())
				.orElseThrow(() -> new StudyException(run.folder().study() + " has no experiment"));
	}

	private void compareSources() {
		if (shown == null || first.getSelectionIndex() < 0) {
			return;
		}
		ComparedRun before = shown.comparison().runs().get(first.getSelectionIndex());
		ComparedRun after = shown.comparison().runs().get(second.getSelectionIndex());
		CompareConfiguration configuration = new CompareConfiguration();
		configuration.setLeftLabel(before.label());
		configuration.setRightLabel(after.label());
		configuration.setLeftEditable(false);
		configuration.setRightEditable(false);
		CompareUI.openCompareEditor(new CompareEditorInput(configuration) {
			{
				setTitle("Generated source of " + before.label() + " and " + after.label());
			}

			@Override
			protected Object prepareInput(IProgressMonitor monitor) {
				return new Differencer().findDifferences(false, monitor, null, null,
						new SourceFolder(before.folder().sources()), new SourceFolder(after.folder().sources()));
			}
		});
	}

	@Override
	public void setFocus() {
		first.setFocus();
	}

	private static final class Differences implements ITreeContentProvider {

		@Override
		public Object[] getElements(Object input) {
			return ((ArchitectureDifference) input).graphs().toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof GraphDifference graph ? graph.nodes().toArray() : new Object[0];
		}

		@Override
		public Object getParent(Object element) {
			return null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return element instanceof GraphDifference graph && !graph.nodes().isEmpty();
		}
	}
}
