// Owns what stands in the window when a part of it could not be drawn: what happened, that nothing confirmed is lost, and
// the way back. Refuses to go on with a half-drawn window.
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface Props { readonly children: ReactNode }

export class Broken extends Component<Props, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(thrown: unknown): { readonly problem: string } {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <main className="emptyState" role="alert">
        <h1>The window could not be drawn</h1>
        <p>Everything that was confirmed is on disk. Text in an open editor is kept, and offered again after loading.</p>
        <p className="muted">{problem}</p>
        <p><Button onClick={() => { window.location.reload(); }}>Load the window again</Button></p>
      </main>
    );
  }
}
